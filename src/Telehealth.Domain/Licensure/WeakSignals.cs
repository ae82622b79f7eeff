namespace Telehealth.Domain.Licensure;

/// <summary>Hints that anyone can set or hide. They warn, and decide nothing.</summary>
/// <param name="IpRegion">USPS code, or <c>OUTSIDE</c>; null where it is not looked up.</param>
/// <param name="IpAnonymizer">The address belongs to a network that hides where people are.</param>
/// <param name="TimeZone">IANA id of the device's clock; null where it is not told.</param>
public sealed record WeakSignals(string? IpRegion, bool IpAnonymizer, string? TimeZone);
