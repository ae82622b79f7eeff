using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Telehealth.Domain;
using Telehealth.Domain.Tests;
using Telehealth.Domain.Views;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Wire;
using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Tests.Doors;

/// <summary>Values that are strings on the wire.</summary>
public sealed class WireJsonTests
{
    public static TheoryData<long> Nanoseconds { get; } =
        [0, 1, 10, 100_000_000, 123_456_789, 120_000, 999_999_999, 1_764_000_000_000_000_000, 1_764_003_599_999_999_000, 951_782_400_500_000_000, -1];

    [Theory, MemberData(nameof(Nanoseconds))]
    public void Instants_are_written_as_their_pattern_says_and_read_back(long nanoseconds)
    {
        var instant = NodaConstants.UnixEpoch.PlusNanoseconds(nanoseconds);

        var json = JsonSerializer.Serialize(instant, WireJson.Options);

        Assert.Equal($"\"{InstantPattern.ExtendedIso.Format(instant)}\"", json);
        Assert.Equal(instant, JsonSerializer.Deserialize<Instant>(json, WireJson.Options));
    }

    [Fact]
    public void The_ends_of_time_are_written_as_their_pattern_says()
    {
        foreach (var instant in new[] { Instant.MinValue, Instant.MaxValue, Instant.FromUtc(1, 1, 1, 0, 0), Instant.FromUtc(9999, 12, 31, 23, 59, 59) })
        {
            Assert.Equal($"\"{InstantPattern.ExtendedIso.Format(instant)}\"", JsonSerializer.Serialize(instant, WireJson.Options));
        }
    }

    [Theory, InlineData(2026, 11, 24), InlineData(2024, 2, 29), InlineData(980, 1, 2), InlineData(-1, 12, 31)]
    public void Dates_are_written_as_their_pattern_says(int year, int month, int day)
    {
        var date = new LocalDate(year, month, day);

        Assert.Equal($"\"{LocalDatePattern.Iso.Format(date)}\"", JsonSerializer.Serialize(date, WireJson.Options));
    }

    [Fact]
    public void Ids_are_bare_and_may_be_names_of_members()
    {
        var id = new StaffId(Guid.Parse("0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d"));

        Assert.Equal("\"0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d\"", JsonSerializer.Serialize(id, WireJson.Options));
        Assert.Equal("{\"0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d\":1}", JsonSerializer.Serialize(new Dictionary<StaffId, int> { [id] = 1 }, WireJson.Options));
    }

    [Fact]
    public void A_view_that_is_written_by_hand_is_the_same_to_the_byte()
    {
        var hub = WireJson.Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));
        hub.Converters.Add(new VisitViewJson());
        for (var seed = 0; seed < 200; seed++)
        {
            var view = Populated.Of<VisitView>(seed);

            Assert.Equal(JsonSerializer.Serialize(view, WireJson.Options), JsonSerializer.Serialize(view, hub));
            Assert.Equal(JsonSerializer.Serialize(Bare(view), WireJson.Options), JsonSerializer.Serialize(Bare(view), hub));
        }
    }

    private static VisitView Bare(VisitView full) => new()
    {
        VisitId = full.VisitId, Version = full.Version, Phase = full.Phase, Kind = full.Kind, Modality = full.Modality, StartsAt = full.StartsAt,
        DurationMinutes = full.DurationMinutes, Zone = full.Zone, WaitingRoomOpensAt = full.WaitingRoomOpensAt, IdentityOpensAt = full.IdentityOpensAt,
        Clinic = full.Clinic, Me = new("Staff", null, "Admin"), Participants = [], Safety = new(false, null, null, null, true),
        Patient = full.Patient is { } p ? new() { PatientId = p.PatientId, Name = p.Name, Minor = false, IdentityConfirmed = false, JoinedFromAnotherDevice = true } : null,
        CheckIn = new(null, false, true, false, null, null, null),
    };

    [Fact]
    public void A_command_is_known_again_by_its_body_and_name_whatever_its_id()
    {
        var request = new YieldSeatRequest { VisitId = new(Guid.NewGuid()), Yes = true };
        var command = new Server.Features.Visits.HoldVisitRequest { VisitId = new(Guid.NewGuid()), CommandId = new(Guid.NewGuid()), ExpectedVersion = 3 };

        var hash = CommandKeys.OfCall(command).BodyHash;

        Assert.Equal(hash, CommandKeys.OfCall(command with { CommandId = new(Guid.NewGuid()) }).BodyHash);
        Assert.Equal(hash, CommandKeys.Of(command.CommandId!.Value, command).BodyHash);
        Assert.NotEqual(hash, CommandKeys.OfCall(command with { ExpectedVersion = 4 }).BodyHash);
        Assert.NotEqual(hash, CommandKeys.OfCall(new Server.Features.Visits.ResumeVisitRequest { VisitId = command.VisitId, CommandId = command.CommandId, ExpectedVersion = 3 }).BodyHash);
        Assert.NotEqual(hash, CommandKeys.Of(command.CommandId.Value, request).BodyHash);
    }
}
