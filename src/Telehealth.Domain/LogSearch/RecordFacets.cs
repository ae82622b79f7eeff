namespace Telehealth.Domain.LogSearch;

/// <summary>How what a record tells of came out.</summary>
public enum RecordOutcome
{
    /// <summary>It happened.</summary>
    Done,

    /// <summary>A command was answered no.</summary>
    Refused,

    /// <summary>An evaluation said Allow.</summary>
    Allowed,

    /// <summary>An evaluation said Hold.</summary>
    Held,

    /// <summary>An evaluation said Deny.</summary>
    Denied,
}

/// <summary>
/// What a record says that many others say too. There are few different ones (some thousand among millions of records), so that a filter is
/// first answered over these, and only then over records.
/// </summary>
/// <param name="State">Where the patient was: the record's own statement of place, else the visit's last one before it; <c>OUTSIDE</c> the United States. Null while nobody stated it.</param>
/// <param name="Role">The participant's role, or the roles of staff joined by <c>+</c>.</param>
/// <param name="Area">The kind of stream: <c>visit</c>, or the whole name of a stream outside visits, such as <c>clinic:staff</c>.</param>
/// <param name="Reasons">Stable codes, joined by commas in the record's order; empty where there are none.</param>
public sealed record RecordFacets(string Code, RecordOutcome Outcome, string? State, ActorKind ActorKind, string? Role, string Area, string Reasons)
{
    /// <summary>One text per different value.</summary>
    public string Key => string.Join('|', Code, Outcome, State, ActorKind, Role, Area, Reasons);
}

/// <summary>What a filter needs to know of one record; read out of its bytes.</summary>
/// <param name="StatesPlace">The record itself says where the patient is, be it that nobody knows; what follows in its visit happened there.</param>
public sealed record RecordFacts(RecordFacets Facets, bool StatesPlace, Guid? Actor, Guid? Visit, Guid? Patient, Guid? Staff)
{
    /// <summary>Of bytes that are no record: somebody changed them, which the check of the log tells. It is found by its time alone.</summary>
    public static RecordFacts Unreadable { get; } = new(new("Unreadable", RecordOutcome.Done, null, ActorKind.System, null, "unreadable", ""), false, null, null, null, null);

    /// <summary>The same record, with its visit's last known place where it states none itself.</summary>
    public RecordFacts At(string? place) => StatesPlace || Visit is null || place is null ? this : this with { Facets = Facets with { State = place } };
}
