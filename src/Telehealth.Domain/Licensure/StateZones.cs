using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>
/// The IANA time zones in which the people of each US state, district and territory live: where nothing tells more, a date must hold in
/// every one of them (rules.md, Time), the clocks of single towns (West Wendover in Nevada, Phenix City in Alabama) and of tribal land
/// (the Navajo Nation in Arizona) among them. Only a device's fix, by its county, tells fewer.
/// </summary>
public static class StateZones
{
    private static readonly FrozenDictionary<string, ImmutableArray<DateTimeZone>> Table = new Dictionary<string, string[]>
    {
        ["AK"] = ["America/Anchorage", "America/Adak"], ["AL"] = ["America/Chicago", "America/New_York"], ["AR"] = ["America/Chicago"],
        ["AS"] = ["Pacific/Pago_Pago"], ["AZ"] = ["America/Phoenix", "America/Denver"], ["CA"] = ["America/Los_Angeles"], ["CO"] = ["America/Denver"],
        ["CT"] = ["America/New_York"], ["DC"] = ["America/New_York"], ["DE"] = ["America/New_York"],
        ["FL"] = ["America/New_York", "America/Chicago"], ["GA"] = ["America/New_York"], ["GU"] = ["Pacific/Guam"],
        ["HI"] = ["Pacific/Honolulu"], ["IA"] = ["America/Chicago"], ["ID"] = ["America/Boise", "America/Los_Angeles"],
        ["IL"] = ["America/Chicago"], ["IN"] = ["America/Indiana/Indianapolis", "America/Chicago"],
        ["KS"] = ["America/Chicago", "America/Denver"], ["KY"] = ["America/New_York", "America/Chicago"], ["LA"] = ["America/Chicago"],
        ["MA"] = ["America/New_York"], ["MD"] = ["America/New_York"], ["ME"] = ["America/New_York"],
        ["MI"] = ["America/Detroit", "America/Chicago"], ["MN"] = ["America/Chicago"], ["MO"] = ["America/Chicago"],
        ["MP"] = ["Pacific/Guam"], ["MS"] = ["America/Chicago"], ["MT"] = ["America/Denver"], ["NC"] = ["America/New_York"],
        ["ND"] = ["America/Chicago", "America/Denver"], ["NE"] = ["America/Chicago", "America/Denver"], ["NH"] = ["America/New_York"],
        ["NJ"] = ["America/New_York"], ["NM"] = ["America/Denver"], ["NV"] = ["America/Los_Angeles", "America/Denver"], ["NY"] = ["America/New_York"],
        ["OH"] = ["America/New_York"], ["OK"] = ["America/Chicago"], ["OR"] = ["America/Los_Angeles", "America/Boise"],
        ["PA"] = ["America/New_York"], ["PR"] = ["America/Puerto_Rico"], ["RI"] = ["America/New_York"], ["SC"] = ["America/New_York"],
        ["SD"] = ["America/Chicago", "America/Denver"], ["TN"] = ["America/Chicago", "America/New_York"],
        ["TX"] = ["America/Chicago", "America/Denver"], ["UT"] = ["America/Denver"], ["VA"] = ["America/New_York"],
        ["VI"] = ["America/Puerto_Rico"], ["VT"] = ["America/New_York"], ["WA"] = ["America/Los_Angeles"], ["WI"] = ["America/Chicago"],
        ["WV"] = ["America/New_York"], ["WY"] = ["America/Denver"],
    }.ToFrozenDictionary(row => row.Key, row => row.Value.Select(id => DateTimeZoneProviders.Tzdb[id]).ToImmutableArray(), StringComparer.Ordinal);

    /// <summary>Version of the embedded time-zone data.</summary>
    public static string Version { get; } = DateTimeZoneProviders.Tzdb.VersionId;

    /// <summary>Every code that the table knows, in order.</summary>
    public static ImmutableArray<string> States { get; } = [.. Table.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The zones of a USPS code; empty for anything else.</summary>
    public static ImmutableArray<DateTimeZone> Of(string? state) =>
        state is not null && Table.TryGetValue(state, out var zones) ? zones : [];
}
