using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain.LogSearch;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.AuditLog;

/// <summary>Reads queries in the clinic's time, and turns names of staff into ids, so that no name goes into an address or a record.</summary>
internal sealed class LogQueries(TelehealthDb db, TimeProvider time, IOptions<ClinicOptions> clinic)
{
    public DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb[clinic.Value.TimeZone];

    public LogQueryReading Parse(string text) => LogQueryParser.Parse(text, new LogQueryClock(time.Now(), Zone));

    /// <summary>As <see cref="Parse"/>, with every name looked up.</summary>
    public async Task<LogQueryReading> ReadAsync(string text, CancellationToken cancellation)
    {
        var reading = Parse(text);
        if (reading.Query is not { HasNames: true } query) return reading;
        var (terms, errors) = (new List<LogTerm>(), new List<LogQueryError>());
        var staff = await db.Users.AsNoTracking().Select(u => new { u.Id, u.GivenName, u.FamilyName }).ToListAsync(cancellation);
        foreach (var term in query.Terms)
        {
            var values = new List<LogValue>();
            foreach (var value in term.Values)
            {
                var found = value.IsName ? staff.Where(s => string.Equals($"{s.GivenName} {s.FamilyName}", value.Text, StringComparison.OrdinalIgnoreCase)).ToList() : [];
                if (!value.IsName) values.Add(value);
                else if (found.Count == 1) values.Add(new LogValue(found[0].Id.ToString("D"), found[0].Id));
                else errors.Add(new(term.Start, term.Length, found.Count == 0 ? "No member of staff has this name." : "Several members of staff have this name; choose one from the list."));
            }

            terms.Add(term with { Values = [.. values] });
        }

        return errors.Count > 0 ? new(null, [.. errors]) : new(new LogQuery([.. terms]), []);
    }
}
