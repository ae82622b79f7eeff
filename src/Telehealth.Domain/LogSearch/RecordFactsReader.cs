using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Telehealth.Domain.Records;

namespace Telehealth.Domain.LogSearch;

/// <summary>Reads a record's facts out of its bytes in one pass; runs once for every record that is ever written.</summary>
public static class RecordFactsReader
{
    public const string Outside = "OUTSIDE";
    private const string VisitArea = "visit";

    /// <exception cref="RecordFormatException">The bytes are not a record.</exception>
    public static RecordFacts Read(ReadOnlySpan<byte> record)
    {
        try
        {
            var found = new Found();
            var r = new Utf8JsonReader(record);
            r.Read();
            while (r.Read() && r.TokenType is JsonTokenType.PropertyName) found.Take(ref r);
            return found.ToFacts();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new RecordFormatException("the record cannot be read");
        }
    }

    /// <summary>As above; <see cref="RecordFacts.Unreadable"/> for what is no record, so that one that was damaged stops neither the index nor a search.</summary>
    public static RecordFacts ReadAny(ReadOnlySpan<byte> record)
    {
        try
        {
            return Read(record);
        }
        catch (RecordFormatException)
        {
            return RecordFacts.Unreadable;
        }
    }

    /// <summary>When the record was written.</summary>
    public static Instant TimeOf(ReadOnlySpan<byte> record)
    {
        var r = new Utf8JsonReader(record);
        r.Read();
        while (r.Read() && r.TokenType is JsonTokenType.PropertyName)
        {
            var here = r.ValueTextEquals("at"u8);
            r.Read();
            if (here && InstantPattern.ExtendedIso.Parse(r.GetString() ?? "") is { Success: true, Value: var at }) return at;
            r.TrySkip();
        }

        throw new RecordFormatException("the record has no time");
    }

    private ref struct Found
    {
        private string? _code, _stream, _role, _verdict, _country, _state, _jurisdiction, _reasons;
        private bool _hasJurisdiction, _refusal;
        private ActorKind _kind;
        private Guid? _actor, _visit, _patient, _staff;

        public void Take(ref Utf8JsonReader r)
        {
            if (r.ValueTextEquals("code"u8)) _code = Text(ref r);
            else if (r.ValueTextEquals("stream"u8)) _stream = Text(ref r);
            else if (r.ValueTextEquals("actor"u8)) Actor(ref r);
            else if (r.ValueTextEquals("subject"u8)) Subject(ref r);
            else if (r.ValueTextEquals("after"u8)) After(ref r);
            else if (r.ValueTextEquals("reasons"u8)) _reasons = Joined(ref r);
            else Pass(ref r);
        }

        public readonly RecordFacts ToFacts()
        {
            if (_code is null || _stream is null) throw new RecordFormatException("the record has no code or stream");
            var attested = _code == "LocationAttested";
            var state = attested && _country is not "US" ? Outside : _hasJurisdiction ? _jurisdiction : _state;
            var statesPlace = attested || (_hasJurisdiction ? _jurisdiction : _state) is not null;
            var ofVisit = _stream.StartsWith("visit:", StringComparison.Ordinal);
            // In a visit, CheckInRefused and VisitRefused are events; a command's no says its refusal.
            var refused = ofVisit ? _refusal : _code.EndsWith("Refused", StringComparison.Ordinal);
            var area = ofVisit ? VisitArea : _stream;
            return new(new RecordFacets(_code, OutcomeOf(refused, _verdict), state, _kind, _role, area, _reasons ?? ""), statesPlace, _actor, _visit, _patient, _staff);
        }

        private static RecordOutcome OutcomeOf(bool refused, string? verdict) => verdict switch
        {
            "Allow" => RecordOutcome.Allowed,
            "Hold" => RecordOutcome.Held,
            "Deny" => RecordOutcome.Denied,
            _ => refused ? RecordOutcome.Refused : RecordOutcome.Done,
        };

        private void Actor(ref Utf8JsonReader r)
        {
            r.Read();
            while (r.Read() && r.TokenType is JsonTokenType.PropertyName)
            {
                if (r.ValueTextEquals("kind"u8)) _kind = Enum.Parse<ActorKind>(Text(ref r) ?? "");
                else if (r.ValueTextEquals("id"u8)) _actor = Id(ref r);
                else if (r.ValueTextEquals("role"u8)) _role = Text(ref r);
                else Pass(ref r);
            }
        }

        private void Subject(ref Utf8JsonReader r)
        {
            r.Read();
            if (r.TokenType is JsonTokenType.Null) return;
            while (r.Read() && r.TokenType is JsonTokenType.PropertyName)
            {
                if (r.ValueTextEquals("visit"u8)) _visit = Id(ref r);
                else if (r.ValueTextEquals("patient"u8)) _patient = Id(ref r);
                else if (r.ValueTextEquals("staff"u8)) _staff = Id(ref r);
                else Pass(ref r);
            }
        }

        private void After(ref Utf8JsonReader r)
        {
            r.Read();
            if (r.TokenType is JsonTokenType.Null) return;
            while (r.Read() && r.TokenType is JsonTokenType.PropertyName)
            {
                if (r.ValueTextEquals("verdict"u8)) _verdict = Text(ref r);
                else if (r.ValueTextEquals("country"u8)) _country = Text(ref r);
                else if (r.ValueTextEquals("state"u8)) _state = Text(ref r);
                else if (r.ValueTextEquals("refusal"u8)) _refusal = Text(ref r) is not null;
                else if (r.ValueTextEquals("jurisdiction"u8)) (_jurisdiction, _hasJurisdiction) = (Text(ref r), true);
                else Pass(ref r);
            }
        }

        private static void Pass(ref Utf8JsonReader r)
        {
            r.Read();
            r.TrySkip();
        }

        // A field of another shape than ours is not what a filter asks for.
        private static string? Text(ref Utf8JsonReader r)
        {
            r.Read();
            if (r.TokenType is JsonTokenType.String) return r.GetString();
            r.TrySkip();
            return null;
        }

        private static Guid? Id(ref Utf8JsonReader r) => Guid.TryParseExact(Text(ref r), "D", out var id) ? id : null;

        private static string Joined(ref Utf8JsonReader r)
        {
            r.Read();
            if (r.TokenType is not JsonTokenType.StartArray) return "";
            string? joined = null;
            while (r.Read() && r.TokenType is JsonTokenType.String) joined = joined is null ? r.GetString() : $"{joined},{r.GetString()}";
            return joined ?? "";
        }
    }
}
