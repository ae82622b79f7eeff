using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Licensure;

/// <summary>
/// A clinician as an R4 Practitioner. <c>qualification</c> lists what is in force today, each with the Plan-Net extension that says where it is valid;
/// that extension knows no other status than active (Plan-Net 1.2.0), so what has ended, is suspended or has not begun is left out.
/// </summary>
internal sealed class GetPractitioner(TelehealthDb db, ReadRecords reads, TimeProvider time)
{
    public async Task<IResult> HandleAsync(Caller caller, StaffId id, CancellationToken cancellation)
    {
        if (await db.Clinicians.AsNoTracking().FirstOrDefaultAsync(c => c.StaffId == id, cancellation) is not { } clinician) return Problem.Of(RefusalCode.NotFound).ToResult();
        var account = await db.Users.AsNoTracking().FirstAsync(u => u.Id == id.Value, cancellation);
        var rows = await db.Authorities.AsNoTracking().Where(a => a.ClinicianId == id).OrderBy(a => a.Sequence).ToListAsync(cancellation);
        var today = time.Now().InUtc().Date;
        await reads.NoteAsync(caller, "PractitionerRead", new Dictionary<string, string> { ["staff"] = id.ToString() }, cancellation);
        var inForce = rows.Where(r => AuthorityItem.Of(r, rows, today).Status is AuthorityStatus.Current);
        return Results.Bytes(PractitionerJson.Write(clinician, account, inForce), "application/fhir+json");
    }
}

/// <summary>Writes the resource.</summary>
internal static class PractitionerJson
{
    public const string Extension = "http://hl7.org/fhir/us/davinci-pdex-plan-net/StructureDefinition/practitioner-qualification";
    private const string States = "https://www.usps.com/";
    private const string Degrees = "http://terminology.hl7.org/CodeSystem/v2-0360";

    public static byte[] Write(Clinician clinician, StaffAccount account, IEnumerable<AuthorityRow> inForce)
    {
        using var bytes = new MemoryStream();
        using (var w = new Utf8JsonWriter(bytes))
        {
            w.WriteStartObject();
            w.WriteString("resourceType", "Practitioner");
            w.WriteString("id", clinician.StaffId.Value);
            w.WriteBoolean("active", clinician.Active);
            WriteName(w, clinician, account);
            WriteAll(w, "qualification", inForce, Write);
            w.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void WriteName(Utf8JsonWriter w, Clinician clinician, StaffAccount account)
    {
        w.WriteStartArray("name");
        w.WriteStartObject();
        w.WriteString("use", "official");
        w.WriteString("family", account.FamilyName);
        WriteTexts(w, "given", account.GivenName);
        if (clinician.Credentials.Length > 0) WriteTexts(w, "suffix", clinician.Credentials);
        w.WriteEndObject();
        w.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter w, AuthorityRow authority)
    {
        w.WriteStartObject();
        w.WriteString("id", authority.Id.Value);
        w.WriteStartArray("extension");
        w.WriteStartObject();
        WriteAll(w, "extension", ["", .. authority.Jurisdictions], WritePart);
        w.WriteString("url", Extension);
        w.WriteEndObject();
        w.WriteEndArray();
        w.WriteStartArray("identifier");
        w.WriteStartObject();
        w.WriteString("value", authority.Number);
        WriteDisplay(w, "assigner", authority.Issuer);
        w.WriteEndObject();
        w.WriteEndArray();
        WriteCode(w, authority);
        w.WriteStartObject("period");
        w.WriteString("start", LocalDatePattern.Iso.Format(authority.EffectiveOn));
        w.WriteString("end", LocalDatePattern.Iso.Format(authority.ExpiresOn));
        w.WriteEndObject();
        WriteDisplay(w, "issuer", authority.Issuer);
        w.WriteEndObject();
    }

    /// <param name="state">Empty for the status, else a USPS code.</param>
    private static void WritePart(Utf8JsonWriter w, string state)
    {
        w.WriteStartObject();
        w.WriteString("url", state.Length == 0 ? "status" : "whereValid");
        if (state.Length == 0) w.WriteString("valueCode", "active");
        else
        {
            w.WriteStartObject("valueCodeableConcept");
            WriteCoding(w, States, state);
            w.WriteEndObject();
        }

        w.WriteEndObject();
    }

    /// <summary>A code only where HL7's table has just that degree.</summary>
    private static void WriteCode(Utf8JsonWriter w, AuthorityRow authority)
    {
        w.WriteStartObject("code");
        if (authority.Profession is Profession.MD or Profession.DO or Profession.PA or Profession.RN) WriteCoding(w, Degrees, authority.Profession.ToString());
        w.WriteString("text", $"{authority.Profession}, {Words(authority.Kind)}");
        w.WriteEndObject();
    }

    private static string Words(AuthorityKind kind) => kind switch
    {
        AuthorityKind.FullLicense => "full license",
        AuthorityKind.MultistateLicense => "multistate license",
        AuthorityKind.CompactPrivilege => "compact privilege",
        AuthorityKind.CompactAuthority => "compact authority",
        AuthorityKind.TelehealthRegistration => "telehealth registration",
        AuthorityKind.LimitedPermit => "limited permit",
        AuthorityKind.Exemption => "exemption",
    };

    private static void WriteCoding(Utf8JsonWriter w, string system, string code)
    {
        w.WriteStartArray("coding");
        w.WriteStartObject();
        w.WriteString("system", system);
        w.WriteString("code", code);
        w.WriteEndObject();
        w.WriteEndArray();
    }

    private static void WriteDisplay(Utf8JsonWriter w, string name, string display)
    {
        w.WriteStartObject(name);
        w.WriteString("display", display);
        w.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter w, string name, params string[] texts) => WriteAll(w, name, texts, (to, text) => to.WriteStringValue(text));

    /// <summary>FHIR knows no empty array.</summary>
    private static void WriteAll<T>(Utf8JsonWriter w, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        var all = items.ToList();
        if (all.Count == 0) return;
        w.WriteStartArray(name);
        foreach (var item in all) write(w, item);
        w.WriteEndArray();
    }
}
