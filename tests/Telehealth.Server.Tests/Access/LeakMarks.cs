using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Telehealth.Server.Tests.Access;

/// <summary>A value planted where a personal field or a secret goes, in every form in which it could come out again.</summary>
internal sealed record LeakMark(string Value)
{
    /// <summary>As it is, in JSON, in an address, and in base64 wherever it begins in a group of three bytes. Case does not matter to who looks.</summary>
    public IEnumerable<string> Forms()
    {
        yield return Value;
        yield return JsonSerializer.Serialize(Value).Trim('"');
        yield return Uri.EscapeDataString(Value);
        yield return Value.Replace(' ', '+');
        yield return Convert.ToHexString(Encoding.UTF8.GetBytes(Value));
        foreach (var before in new[] { "", "a", "ab" })
        {
            // Without the characters that the neighbours on either side would change.
            var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(before + Value)).TrimEnd('=');
            yield return text[(before.Length == 0 ? 0 : before.Length + 1)..^1];
            yield return text[(before.Length == 0 ? 0 : before.Length + 1)..^1].Replace('+', '-').Replace('/', '_');
        }
    }
}

/// <summary>Looks for every form of every mark at once: what a server says at Trace is long.</summary>
internal sealed class MarkSearch(IReadOnlyList<LeakMark> marks)
{
    private readonly SearchValues<string> forms = SearchValues.Create([.. marks.SelectMany(m => m.Forms()).Distinct(StringComparer.OrdinalIgnoreCase)], StringComparison.OrdinalIgnoreCase);

    public void Absent(string where, string seen)
    {
        var at = seen.AsSpan().IndexOfAny(forms);
        Assert.True(at < 0, at < 0 ? "" : $"'{In(seen[at..Math.Min(seen.Length, at + 300)]).First().Value}' in {where}: …{seen[Math.Max(0, at - 300)..Math.Min(seen.Length, at + 150)]}…");
    }

    /// <summary>The marks that stand in a text.</summary>
    public IEnumerable<LeakMark> In(string text) =>
        text.AsSpan().IndexOfAny(forms) < 0 ? [] : marks.Where(m => m.Forms().Any(f => text.Contains(f, StringComparison.OrdinalIgnoreCase)));
}

/// <summary>One mark for each personal field that people fill in, and each secret that the server gives out.</summary>
internal static class LeakMarks
{
    public const string Given = "Qzgiven", Family = "Qzfamily", Birth = "1931-07-13", Phone = "+1 801 555 7291", Email = "qzmail@marks.test", External = "Qzexternal-77", Line = "17 Qzstreet Way", City = "Qzcity",
        Landmark = "Qzlandmark mill", ContactName = "Qzcontact", ContactPhone = "+1 801 555 7292", Relation = "Qzrelation", Other = "Qzother", Guest = "Qzguest", Chat = "Qzchat words", Note = "Qznote words",
        Reason = "Qzreason words", StaffGiven = "Qzstaff", StaffEmail = "qzstaff@marks.test", Password = "Qzpassword-1234", Agent = "Qzagent/9.1", Recipient = "Qzrecipient";

    /// <summary>Six decimals that nothing else has.</summary>
    public const double Latitude = 40.760773, Longitude = -111.891042;

    public static IReadOnlyList<LeakMark> Personal { get; } =
    [
        .. new[] { Given, Family, Birth, Phone, Email, External, Line, City, Landmark, ContactName, ContactPhone, Relation, Other, Guest, Chat, Note, Reason, StaffGiven, StaffEmail, Agent, Recipient,
            Password, "40.760773", "111.891042" }.Select(v => new LeakMark(v)),
    ];
}
