using Microsoft.Extensions.Options;
using Telehealth.Domain;
using Telehealth.Domain.Notices;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Notices;

/// <summary>Fills the catalogue's words with a visit's time, the clinic and a link.</summary>
internal sealed class NoticeTemplates(IOptions<ClinicOptions> clinic, IOptions<EmailOptions> email, SiteAddress site)
{
    /// <summary>Of the clinic, so that a text message stays short.</summary>
    public const int LongestName = 40;

    public OutgoingNotice Write(NoticeRow notice, LoadedVisit loaded, string to, string? linkToken)
    {
        var (visit, language) = (loaded.Visit, LanguageOf(loaded, notice.ParticipantId));
        // A cancelled or moved visit is told as it is now; its start never changes after closing.
        var words = new NoticeWords(Name(), clinic.Value.Phone, NoticeTimes.Say(visit.StartsAt, visit.Zone, language), linkToken is null ? null : $"{site.Origin}/join/{linkToken}");
        if (notice.Channel is NoticeChannel.Sms) return new OutgoingNotice(notice.Id, to, NoticeTexts.Sms(notice.Kind, language, words), Language: language);
        var calendar = NoticeCalendar.Of(notice.Kind, visit, notice.ParticipantId, NoticeTexts.Summary(language, words), email.Value.From, to);
        return new OutgoingNotice(notice.Id, to, NoticeTexts.Email(notice.Kind, language, words), NoticeTexts.Subject(language, words), calendar, language);
    }

    /// <summary>The patient's own language, which those who come for the patient's sake most likely share.</summary>
    private static string LanguageOf(LoadedVisit loaded, ParticipantId person) =>
        loaded.Visit.Find(person)?.Role is ParticipantRole.Patient or ParticipantRole.Guardian or ParticipantRole.SupportPerson
            ? NoticeTexts.Nearest(loaded.Patient.PreferredLanguage)
            : NoticeTexts.Default;

    private string Name() => clinic.Value.Name is { Length: > LongestName } name ? $"{name[..(LongestName - 1)]}…" : clinic.Value.Name;
}
