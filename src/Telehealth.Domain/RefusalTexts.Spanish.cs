namespace Telehealth.Domain;

public static partial class RefusalTexts
{
    /// <summary>Null for what only staff can meet.</summary>
    private static PeopleText? Spanish(RefusalCode code) => code switch
    {
        RefusalCode.NotSignedIn => new("Sesión no iniciada", "Inicie sesión o abra su enlace de nuevo."),
        RefusalCode.NotAllowed => new("No permitido", "Esto no está permitido para usted."),
        RefusalCode.NotFound => new("No encontrado", "No existe, o no tiene acceso."),
        RefusalCode.Invalid => new("No válido", "Falta algo o tiene un formato incorrecto."),
        RefusalCode.WrongPhase => new("No es posible ahora", "La visita no está en un momento en que esto se pueda hacer."),
        RefusalCode.LinkExpired => new("Enlace no válido", "Este enlace ya no es válido. Llame a la clínica para recibir uno nuevo."),
        RefusalCode.LinkLocked => new("Enlace bloqueado", "Hubo demasiados intentos incorrectos. Espere 15 minutos o pida ayuda a la clínica."),
        RefusalCode.TooEarly => new("Demasiado pronto", "Todavía no está abierto. Vuelva más cerca de la hora de su visita."),
        RefusalCode.TooLate => new("Demasiado tarde", "El tiempo para esto ya pasó."),
        RefusalCode.RateLimited => new("Demasiadas solicitudes", "Espere un momento e inténtelo de nuevo."),
        RefusalCode.TooLarge => new("Demasiado grande", "La solicitud es más grande de lo que se acepta."),
        RefusalCode.LicensureDenied => new("No podemos atenderle desde ese lugar", "El profesional no tiene licencia para atenderle en el lugar donde usted está."),
        RefusalCode.LicensureHold => new("Primero falta algo", "La visita no puede empezar hasta que se resuelvan los puntos indicados."),
        RefusalCode.CheckInIncomplete => new("El registro no está completo", "Responda cada pregunta, o diga por qué prefiere no hacerlo."),
        RefusalCode.SeatTaken => new("Abierto en otro dispositivo", "Esta visita está abierta en otro dispositivo que no ha cedido el lugar. Ya avisamos a la clínica."),
        RefusalCode.VideoUnavailable => new("El video no está disponible", "El servicio de video no responde. Conserva su lugar; inténtelo de nuevo o siga por teléfono."),
        RefusalCode.Unavailable => new("No disponible en este momento", "No se cambió nada. Inténtelo de nuevo en un momento."),
        RefusalCode.Draining => new("El servidor se está reiniciando", "Conéctese de nuevo en un momento."),
        RefusalCode.VersionConflict or RefusalCode.AlreadyClaimed or RefusalCode.PatientAway or RefusalCode.ClinicianBusy or RefusalCode.IdempotencyMismatch
            or RefusalCode.LegalHold or RefusalCode.VisitsOpen or RefusalCode.SecondPersonNeeded or RefusalCode.Pruned => null,
    };
}
