using System.Collections.Immutable;
using System.Reflection;
using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Records;
using Telehealth.Domain.Tests.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Tests.Records;

/// <summary>One value of every kind of entry, always the same for the same seed.</summary>
internal sealed class Samples(int seed)
{
    public static readonly VisitId Visit = new(new Guid("10000000-0000-0000-0000-000000000001"));
    public static readonly PatientId Patient = new(new Guid("20000000-0000-0000-0000-000000000002"));
    public static readonly Instant At = Instant.FromUtc(2026, 11, 23, 18, 0) + Duration.FromMilliseconds(1) * 123.456;

    /// <summary>How many words there were when the golden lines were written: one that came later must not move them.</summary>
    private static readonly Dictionary<Type, int> WordsAtFirst = new() { [typeof(VisitAlert)] = 11, [typeof(MinorBasis)] = 6 };

    private readonly Random random = new(seed);

    public static IEnumerable<Type> EventTypes { get; } =
        typeof(VisitEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(VisitEvent))).OrderBy(t => t.Name, StringComparer.Ordinal);

    public static RecordFrame Frame(VisitEntry entry, string? detail = null) => new(
        VisitRecords.StreamOf(Visit), 7, new string('a', 64), At.ToMicroseconds(), RecordParts.CodeOf(entry),
        new(ActorKind.Staff, Ask.Clinician.Value, "Clinician+Admin"), RecordParts.SubjectOf(entry, Visit, Patient),
        new(VisitPhase.Waiting, 3), new(VisitPhase.InProgress, 4), RecordParts.ReasonsOf(entry), detail);

    /// <summary>With every optional part set, or none.</summary>
    public VisitEvent Event(Type type, bool full)
    {
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        return (VisitEvent)constructor.Invoke([.. constructor.GetParameters().Select(p => Value(p, full))]);
    }

    public VisitEvent AnyEvent() => Event(EventTypes.ElementAt(random.Next(EventTypes.Count())), random.Next(2) == 0) with { Detail = random.Next(3) == 0 ? Detail() : null };

    public PersonalDetail Detail() => new()
    {
        Address = random.Next(2) == 0 ? null : new(Text(), Text(), Text()),
        Landmark = random.Next(2) == 0 ? null : Text(),
        NearPlace = seed % 2 == 0 ? null : new(4076, -11189),
        CallbackPhone = random.Next(2) == 0 ? null : "+18015550123",
        CallbackPhoneDeclined = random.Next(2) == 0 ? null : DeclineReason.Unsafe,
        EmergencyContact = random.Next(2) == 0 ? null : new(Text(), Text(), Text()),
        OthersPresent = random.Next(2) == 0 ? null : [new(Text(), "mother"), new(Text(), "interprète")],
        PrivateSpace = random.Next(2) == 0 ? null : random.Next(2) == 0,
        GuestName = random.Next(2) == 0 ? null : Text(),
        Note = random.Next(2) == 0 ? null : Text(),
    };

    public GrantEntry Grant(bool full) => new(new(
        new(Id()), ParticipantRole.Patient, new("peer", "room-7f", full ? "RM1" : null), GrantBasis.Continuation, At.ToMicroseconds()));

    /// <summary>Names in any script, quotes, control characters, what HTML would escape, and beyond the first plane.</summary>
    public string Text() => random.Next(6) switch
    {
        0 => "O'Neill \"Ann\" \\ <b>&amp;",
        1 => "山田 花子",
        2 => "نور\u200f",
        3 => "line\nbreak\ttab\u0001\u007f\u2028",
        4 => "👩‍⚕️ 𝔘",
        _ => $"plain {random.Next(1_000)}",
    };

    private Guid Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }

    private object? Value(ParameterInfo parameter, bool full)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var optional = type != parameter.ParameterType
            || new NullabilityInfoContext().Create(parameter).ReadState is NullabilityState.Nullable;
        return optional && !full ? null : Value(type);
    }

    private object Value(Type type) =>
        type.IsEnum ? Enum.GetValues(type).GetValue(random.Next(WordsAtFirst.GetValueOrDefault(type, Enum.GetValues(type).Length)))!
        : type == typeof(string) ? $"text{random.Next(100)}"
        : type == typeof(int) ? random.Next(1, 90)
        : type == typeof(bool) ? random.Next(2) == 0
        : type == typeof(Instant) ? (At + Duration.FromSeconds(random.Next(10_000))).ToMicroseconds()
        : type == typeof(LocalDate) ? new LocalDate(2026, 11, 23).PlusDays(random.Next(300))
        : type == typeof(DeviceLocation) ? SampleDevice
        : type == typeof(DeviceCheck) ? new DeviceCheck(DeviceState.Ok, DeviceState.Denied, DeviceState.Missing)
        : Activator.CreateInstance(type, Id())!;

    public static readonly DeviceLocation SampleDevice = new()
    {
        Candidates = ["ID", "WA"], Containing = "WA", NearestBorder = DistanceBucket.Under1km, AccuracyMeters = 50, TooCoarse = false,
        Zones = ["America/Los_Angeles"], NearShore = false, MapVersion = new string('c', 64), At = At.ToMicroseconds(),
    };

    public static LicensureDecision Allowed => Frozen(Ask.Utah);

    public static LicensureDecision Denied => Frozen(Ask.InState("CA", Ask.License("CA") with { BoardStatus = BoardStatus.Suspended, VerifiedOn = null }) with
    {
        ConsentGiven = false, PatientBirthDate = null,
    });

    /// <summary>By the second engine: a device at a border, a clinician's word, an exemption with its home licence and its count.</summary>
    public static LicensureDecision Wider
    {
        get
        {
            var home = Law.Home(Profession.LPC, "UT");
            var exemption = Law.Of(Profession.LPC, AuthorityKind.Exemption, 1, "AZ") with { DependsOn = home.Id, Path = "AZ-low-volume", RequiresClinicianIn = ["UT"] };
            var question = Law.Asking(Profession.LPC, "AZ", exemption, home).Choosing(exemption).Using(Law.Use(exemption, new(2026, 3, 1), 1)).Confirmed() with
            {
                Device = Law.Device("AZ", "AZ", "UT", "NV"), ClinicianLocation = "UT", Signals = new("TX", true, "America/New_York"), MovedAt = Ask.Now - Duration.FromMinutes(5),
            };
            var decision = Dated(question.Evaluated());
            var more = decision.Evidence.More!;

            // Nevada had one clock then; West Wendover's joined it later.
            return decision with { Evidence = decision.Evidence with { More = more with { Others = [.. more.Others.Select(o => o.State is "NV" ? o with { Dates = [o.Dates[0]] } : o)] } } };
        }
    }

    /// <summary>By the second engine: a boat off the coast of two states.</summary>
    public static LicensureDecision OffCoast => Dated((Ask.InState("WA", Ask.License("WA")) with
    {
        Device = Law.Device(null, DeviceLocation.Outside) with { Coasts = ["OR", "WA"] },
    }).Evaluated());

    /// <summary>By the second engine: a privilege and a commission's authority that do not reach.</summary>
    public static LicensureDecision Compacts
    {
        get
        {
            var home = Law.Home(Profession.LPC, "AZ");
            var privilege = Law.Of(Profession.LPC, AuthorityKind.CompactPrivilege, 1, "WA") with { Compact = CompactId.COUNSELING, DependsOn = home.Id, ExpiresOn = new(2026, 11, 20), Encumbrances = ["x"] };
            var authority = Law.Of(Profession.LPC, AuthorityKind.CompactAuthority, 2, "AZ") with { Compact = CompactId.PSYPACT };
            return Dated((Law.Asking(Profession.LPC, "WA", privilege, authority, home) with { EmergencyContactAsked = false }).Evaluated());
        }
    }

    public static LicensureDecision Unknown => Frozen(Ask.Utah with { Attestation = null, Purpose = DecisionPurpose.CheckIn, ClinicianId = null });

    public static LicensureDecision Faulty => Frozen(Ask.Utah with { Clinicians = default(ImmutableArray<ClinicianFacts>) });

    public static LicensureDecision OfMinor => Frozen(Ask.InState("AZ", Ask.License("AZ")) with
    {
        PatientBirthDate = new LocalDate(2014, 1, 1), MinorBasisRecorded = true, MinorBasis = MinorBasis.GuardianConsented, Rules = SampleRules.Minors,
    });

    /// <summary>Newer time-zone data must not change the samples.</summary>
    private static LicensureDecision Frozen(LicensureQuestion question) =>
        Dated(question.ByFirstEngine());

    private static LicensureDecision Dated(LicensureDecision decision) => decision with { Evidence = decision.Evidence with { TimeZoneVersion = "TZDB: sample" } };
}
