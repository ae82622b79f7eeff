namespace Telehealth.Server.Desk.Retention;

/// <summary>The first record that must stay, so that nothing from it on may be pruned.</summary>
/// <param name="Leaf">Its leaf index, over all origins.</param>
/// <param name="Why">Plain words that name nobody.</param>
internal sealed record Obstacle(long Leaf, string Why);
