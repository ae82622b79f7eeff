namespace Telehealth.Server.Doors;

/// <summary>An address outside that the pages have to reach: whoever needs one registers it, and the content policy names no other.</summary>
/// <param name="Connect">A source of <c>connect-src</c>.</param>
internal sealed record PageSource(string Connect);
