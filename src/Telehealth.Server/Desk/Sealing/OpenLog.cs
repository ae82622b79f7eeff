using NodaTime;
using Telehealth.Ledger.Tiles;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk.Sealing;

/// <summary>The growing tree as this node has it in hand while it is its turn.</summary>
internal sealed class OpenLog(LogOriginRow origin, TileFrontier edge, CheckpointRow? signed)
{
    public LogOriginRow Origin { get; } = origin;

    /// <summary>As in the database: replaced only after a commit.</summary>
    public TileFrontier Edge { get; set; } = edge;

    public CheckpointRow? Signed { get; set; } = signed;

    public bool Grew => Edge.Size > (Signed?.Size ?? 0);

    /// <summary>Whether a head is to be signed now: it grew, and the last one is old enough.</summary>
    public bool Due(Instant now, Duration every) => Grew && (Signed is not { } last || now - last.SignedAt >= every || now < last.SignedAt);
}
