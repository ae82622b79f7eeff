using NodaTime;
using Telehealth.Domain;

namespace Telehealth.Server.Live;

/// <summary>What was last written down of how good each person's connection is in one visit: weak for a while, and steady again for a while. One bad sample is no news, and nobody fills the log.</summary>
internal sealed class QualityNotes
{
    /// <summary>The scale goes from 5, excellent, to 1, barely usable; people hear and see it from here down.</summary>
    private const int Weak = 2;

    /// <summary>How often one person's weakness is told; what comes after is more of the same.</summary>
    private const int Most = 4;

    /// <summary>How long it must be so. Devices tell it every ten seconds.</summary>
    private static readonly Duration Lasting = Duration.FromSeconds(25);

    private readonly Lock gate = new();
    private readonly Dictionary<ParticipantId, Told> people = [];

    /// <returns>True when the connection has become weak, false when steady again, null when there is nothing new.</returns>
    public bool? News(ParticipantId person, int level, Instant now)
    {
        lock (gate)
        {
            if (!people.TryGetValue(person, out var told)) people[person] = told = new();
            var weak = level <= Weak;
            var silent = now - told.Heard > Lasting;
            told.Heard = now;
            if (weak == told.IsWeak || (weak && told.Times == Most))
            {
                told.OtherSince = null;
                return null;
            }

            if (told.OtherSince is null || silent) told.OtherSince = now;
            if (now - told.OtherSince < Lasting) return null;
            (told.IsWeak, told.OtherSince, told.Times) = (weak, null, told.Times + (weak ? 1 : 0));
            return weak;
        }
    }

    private sealed class Told
    {
        public bool IsWeak { get; set; }

        /// <summary>Since when the samples say other than what was told last.</summary>
        public Instant? OtherSince { get; set; }

        public Instant Heard { get; set; }
        public int Times { get; set; }
    }
}
