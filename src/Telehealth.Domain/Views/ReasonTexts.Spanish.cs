using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Views;

public static partial class ReasonTexts
{
    private static string Spanish(ReasonCode code) => code switch
    {
        ReasonCode.LocationNotAttested => "El paciente no ha dicho dónde está.",
        ReasonCode.AttestationStale => "Hace demasiado tiempo que se indicó el lugar; hay que preguntar de nuevo.",
        ReasonCode.StateNotServed => "La clínica no atiende a pacientes que están en este estado.",
        ReasonCode.OutsideUs => "El paciente está fuera de Estados Unidos.",
        ReasonCode.NoAuthorityInState => "El profesional no tiene licencia para este estado.",
        ReasonCode.ProfessionNotCovered => "La licencia del profesional para este estado es de otra profesión.",
        ReasonCode.AuthorityNotYetEffective => "La licencia del profesional para este estado todavía no ha comenzado.",
        ReasonCode.AuthorityExpired => "La licencia del profesional para este estado ha vencido.",
        ReasonCode.AuthorityExpiresDuringVisit => "La licencia del profesional para este estado vence antes de que termine la visita.",
        ReasonCode.AuthorityExpiringSoon => "La licencia del profesional para este estado vence pronto.",
        ReasonCode.LicenseSuspended => "La licencia del profesional para este estado está suspendida o revocada.",
        ReasonCode.LicenseEncumbered => "La licencia del profesional para este estado tiene una restricción.",
        ReasonCode.VerificationStale => "Hace demasiado tiempo que se verificó la licencia en su fuente.",
        ReasonCode.VerificationMissing => "La licencia nunca se verificó en su fuente.",
        ReasonCode.ConsentMissing => "El paciente no ha dado su consentimiento para la atención por video.",
        ReasonCode.IdentityUnverified => "No se ha comprobado la identidad del paciente.",
        ReasonCode.GuardianConsentRequired => "El paciente es menor de edad; se necesita el consentimiento de un tutor u otro fundamento.",
        ReasonCode.ClinicianNotNamed => "Todavía no hay un profesional asignado a esta visita.",
        ReasonCode.EngineError => "No se pudo tomar la decisión, así que la respuesta es no.",
    };
}
