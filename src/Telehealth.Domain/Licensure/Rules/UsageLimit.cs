namespace Telehealth.Domain.Licensure;

/// <summary>Distinct local dates, visits, or distinct patients.</summary>
public enum UsageUnit { Day, Encounter, Patient }

public enum UsageWindow { CalendarYear, Rolling12Months, SinceEvent }

/// <summary>How much of a limited path may be used; counted from the clinic's own started visits.</summary>
/// <param name="Max">The last that is allowed.</param>
/// <param name="Days">Length of the window since the event, the event's day included; null for the other windows.</param>
public sealed record UsageLimit(UsageUnit Unit, int Max, UsageWindow Window, int? Days = null);
