using System.Text.Json.Nodes;

namespace Telehealth.Domain.Records;

/// <summary>What of a record its sentence is made of.</summary>
/// <param name="ActorName">Of a member of staff, where it is known and may be shown; records themselves hold no names.</param>
/// <param name="Refused">A command was answered no.</param>
public sealed record ToldRecord(string Code, ActorKind ActorKind, string? ActorRole, string? ActorName, JsonObject? After, IReadOnlyList<string> Reasons, bool Refused);
