using Telehealth.Domain.Visits;

namespace Telehealth.Server.Features.Notices;

/// <param name="When">The visit's local time, with the zone's name.</param>
/// <param name="Link">Where the message carries one.</param>
internal sealed record NoticeWords(string Clinic, string Phone, string When, string? Link);

/// <summary>
/// All that the clinic says in messages, in each language of the pages. Others may see a phone's screen or an inbox: no name, no word on
/// health, nothing of what the visit is about.
/// </summary>
internal static class NoticeTexts
{
    public const string Default = "en";

    public static IReadOnlyList<string> Languages { get; } = ["en", "es"];

    public static string Nearest(string? preferred) => Languages.FirstOrDefault(l => preferred?.Split('-')[0].Equals(l, StringComparison.OrdinalIgnoreCase) == true) ?? Default;

    /// <summary>At most 320 characters.</summary>
    public static string Sms(NoticeKind kind, string language, NoticeWords words)
    {
        var spanish = language == "es";
        string[] parts =
        [
            $"{words.Clinic}:", Sentence(kind, spanish, words), .. LinkPart(spanish, words), spanish ? $"Preguntas: {words.Phone}" : $"Questions: {words.Phone}",
            .. kind is NoticeKind.Invitation ? new[] { spanish ? "Responda STOP para no recibir más." : "Reply STOP to opt out." } : [],
        ];
        return string.Join(' ', parts);
    }

    /// <summary>Says no more than who writes.</summary>
    public static string Subject(string language, NoticeWords words) => language == "es" ? $"Un mensaje de {words.Clinic}" : $"A message from {words.Clinic}";

    /// <summary>What stands in a calendar that others may see.</summary>
    public static string Summary(string language, NoticeWords words) => language == "es" ? $"Visita por video, {words.Clinic}" : $"Video visit, {words.Clinic}";

    /// <summary>Plain text; paragraphs are apart by an empty line.</summary>
    public static string Email(NoticeKind kind, string language, NoticeWords words)
    {
        var spanish = language == "es";
        string[] paragraphs =
        [
            spanish ? "Hola:" : "Hello,", Sentence(kind, spanish, words), .. LinkPart(spanish, words),
            spanish ? $"¿Preguntas? Llame al {words.Phone}. No responda a este mensaje." : $"Questions? Call {words.Phone}. Please do not reply to this message.", words.Clinic,
        ];
        return string.Join("\n\n", paragraphs);
    }

    private static string[] LinkPart(bool spanish, NoticeWords words) => words.Link is { } link ? [spanish ? $"Su enlace: {link}" : $"Your link: {link}"] : [];

    private static string Sentence(NoticeKind kind, bool spanish, NoticeWords words) => (kind, spanish) switch
    {
        (NoticeKind.Invitation, false) => $"You have a video visit on {words.When}.",
        (NoticeKind.Invitation, true) => $"Tiene una visita por video el {words.When}.",
        (NoticeKind.Reminder, false) => $"Reminder of your video visit on {words.When}.",
        (NoticeKind.Reminder, true) => $"Recordatorio de su visita por video el {words.When}.",
        (NoticeKind.ClinicianReady, false) => $"Your clinician is ready for your visit of {words.When}. Please come back now.",
        (NoticeKind.ClinicianReady, true) => $"Su profesional está listo para su visita del {words.When}. Vuelva ahora, por favor.",
        (NoticeKind.ClinicianLate, false) => $"Your clinician is running late for your visit of {words.When}. You keep your place.",
        (NoticeKind.ClinicianLate, true) => $"Su profesional va con retraso para su visita del {words.When}. Usted conserva su lugar.",
        (NoticeKind.VisitRescheduled, false) => $"Your video visit has moved to {words.When}.",
        (NoticeKind.VisitRescheduled, true) => $"Su visita por video se cambió al {words.When}.",
        (NoticeKind.VisitCancelled, false) => $"Your video visit on {words.When} is cancelled.",
        (NoticeKind.VisitCancelled, true) => $"Su visita por video del {words.When} se canceló.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
