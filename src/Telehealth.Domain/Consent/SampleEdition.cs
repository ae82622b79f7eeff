using System.Collections.Frozen;

namespace Telehealth.Domain.Consent;

/// <summary>
/// SAMPLE TEXT, to be reviewed by the clinic's counsel before use. One strict superset for every state, and a paragraph more where a
/// state's own rules ask for words of their own (licensure.md, 1.2).
/// </summary>
internal static class SampleEdition
{
    public static ConsentEdition November2026 { get; } = new("sample-2026-11", new Dictionary<string, ConsentWording>
    {
        ["en"] = new(
            "Your consent to a video visit",
            [
                "Your visit is by video. You and your clinician see and hear each other over the internet, and you are not in the same room. You can talk, write messages and share a screen.",
                "A video visit has limits. Your clinician cannot examine you in person. The picture or the sound can fail; then we call the number that you gave us. For some problems a visit in person is better, and your clinician will tell you if that is so.",
                "You choose. You can say no, stop at any time, or ask for a visit in person. That does not change the care that you can get from us later.",
                "Your clinician may treat you only in a place where they hold a licence. You agree to say truly where you are now, and to tell us at once if you go somewhere else during the visit.",
                "We confirm who you are and where you are at every visit. You may ask for your clinician's name, profession and licence at any time.",
                "We keep what you tell us private, as the law on health privacy asks. The picture and the sound are not recorded. We keep a written record of who took part, when, and where you said you were. No service over the internet is free of risk: someone who gets hold of your device or your link could see or hear more than you want.",
                "Please sit where others cannot hear you, and tell us who is with you. You can ask your clinician to speak with you alone.",
                "This is not an emergency service. If you or someone near you is in danger, call 911. If you are thinking about suicide or are in a crisis, call or text 988. If your clinician fears for someone's safety, they may send help to the place that you gave.",
                "If you are under 18, a parent or guardian may have to agree as well. Ask us if you are not sure.",
            ],
            new Dictionary<string, string>
            {
                ["AZ"] = "For patients in Arizona: your clinician writes in your chart that this was a video visit and where you were. You may also give this consent by voice; it is then written into your chart.",
                ["NV"] = "For patients in Nevada: before the visit starts, your clinician confirms that you are in a place where they may practise, and writes down that place, who you are, whether a guardian is with you, and that you agreed.",
                ["OR"] = "For patients in Oregon: the limits of care by video are told above. Please ask about anything that is not clear to you before you agree.",
                ["UT"] = "For patients in Utah: you agree before your first visit by video, and we confirm who you are and where you are before every one. You may ask what the visit costs, how your records are kept, and how to reach us afterwards.",
            }.ToFrozenDictionary(StringComparer.Ordinal)),
        ["es"] = new(
            "Su consentimiento para una consulta por video",
            [
                "Su consulta es por video. Usted y su profesional de salud se ven y se oyen por internet y no están en la misma habitación. Pueden hablar, escribir mensajes y compartir una pantalla.",
                "Una consulta por video tiene límites. Su profesional no puede examinarle en persona. La imagen o el sonido pueden fallar; en ese caso le llamamos al número que nos dio. Para algunos problemas es mejor una consulta en persona, y su profesional se lo dirá si es así.",
                "Usted decide. Puede decir que no, terminar en cualquier momento o pedir una consulta en persona. Eso no cambia la atención que podrá recibir de nosotros más adelante.",
                "Su profesional solo puede atenderle en un lugar donde tenga licencia. Usted acepta decir con verdad dónde está ahora y avisarnos enseguida si va a otro lugar durante la consulta.",
                "Confirmamos quién es usted y dónde está en cada consulta. Puede preguntar en cualquier momento el nombre, la profesión y la licencia de su profesional.",
                "Mantenemos en privado lo que nos cuenta, como exige la ley de privacidad de la salud. La imagen y el sonido no se graban. Guardamos un registro escrito de quién participó, cuándo y dónde dijo usted que estaba. Ningún servicio por internet está libre de riesgos: alguien que tenga su dispositivo o su enlace podría ver u oír más de lo que usted desea.",
                "Por favor, siéntese donde otras personas no puedan oírle y díganos quién está con usted. Puede pedirle a su profesional hablar a solas.",
                "Este no es un servicio de emergencia. Si usted o alguien cerca de usted está en peligro, llame al 911. Si piensa en el suicidio o está en una crisis, llame o envíe un mensaje de texto al 988. Si su profesional teme por la seguridad de alguien, puede enviar ayuda al lugar que usted indicó.",
                "Si tiene menos de 18 años, es posible que también deba dar su consentimiento su madre, su padre o su tutor. Pregúntenos si no está seguro.",
            ],
            new Dictionary<string, string>
            {
                ["AZ"] = "Para pacientes en Arizona: su profesional anota en su expediente que la consulta fue por video y dónde estaba usted. También puede dar este consentimiento de viva voz; entonces se anota en su expediente.",
                ["NV"] = "Para pacientes en Nevada: antes de empezar, su profesional confirma que usted está en un lugar donde puede ejercer, y anota ese lugar, quién es usted, si un tutor está con usted y que dio su consentimiento.",
                ["OR"] = "Para pacientes en Oregón: los límites de la atención por video se explican arriba. Pregunte todo lo que no le quede claro antes de aceptar.",
                ["UT"] = "Para pacientes en Utah: usted da su consentimiento antes de su primera consulta por video, y confirmamos quién es y dónde está antes de cada una. Puede preguntar cuánto cuesta la consulta, cómo se guardan sus datos y cómo comunicarse con nosotros después.",
            }.ToFrozenDictionary(StringComparer.Ordinal)),
    }.ToFrozenDictionary(StringComparer.Ordinal));
}
