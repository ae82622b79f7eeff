using Telehealth.Domain.Notices;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk;

/// <summary>What the record says of notices: ids, kinds and codes.</summary>
internal static class NoticeRecords
{
    public const string Area = "notices";

    public static ClinicRecord Of(string what, NoticeRow row, NoticeStatus? from, NoticeStatus to, string? code) => new(
        what, Area, new Dictionary<string, string> { ["visit"] = row.VisitId.ToString(), ["participant"] = row.ParticipantId.ToString() },
        new Dictionary<string, object?>
        {
            ["notice"] = row.Id.ToString("D"), ["kind"] = row.Kind.ToString(), ["channel"] = row.Channel.ToString(), ["from"] = from?.ToString(), ["to"] = to.ToString(),
        },
        code is null ? null : [code]);

    /// <summary>There is no channel to this person.</summary>
    public static ClinicRecord NotSent(PlannedNotice planned, string code = NoticeCodes.NoChannel) => new(
        "NoticeNotSent", Area, new Dictionary<string, string> { ["visit"] = planned.VisitId.ToString(), ["participant"] = planned.ParticipantId.ToString() },
        new Dictionary<string, object?> { ["kind"] = planned.Kind.ToString() }, [code]);
}
