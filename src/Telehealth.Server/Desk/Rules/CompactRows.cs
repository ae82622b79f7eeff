using System.Collections.Immutable;
using Telehealth.Domain.Licensure;

namespace Telehealth.Server.Desk.Rules;

/// <summary>A compact, and each of its states: the provenance is the states', for each has joined by a law of its own.</summary>
internal static class CompactRows
{
    public static void Take(RuleDraft draft, string file, RowReader top)
    {
        foreach (var row in top.Rows("rows", RowReader.By("id")))
        {
            var id = row.Word<CompactId>("id");
            var (mechanism, professions, operational) = (row.Word<CompactMechanism>("mechanism"), row.Words<Profession>("professions"), row.Flag("operational"));
            if (professions.IsEmpty) row.Wrong("professions is missing");
            if (!row.Has("operational")) row.Wrong("operational is missing");
            var members = MembersOf(draft, file, row, row.Row);
            row.End();
            draft.Add(file, row, row.Row, null, $"{mechanism}, {(operational ? "operational" : "not operational")}", null, "members");
            draft.Compacts.Add(new(id, mechanism, professions, operational, members));
        }
    }

    private static ImmutableArray<CompactMember> MembersOf(RuleDraft draft, string file, RowReader compact, string name)
    {
        var members = ImmutableArray.CreateBuilder<CompactMember>();
        foreach (var row in compact.Rows("members", RowReader.By("state")))
        {
            var member = new CompactMember(row.State("state"), row.DateOrNull("enactedOn"), row.DateOrNull("issuingFrom"), draft.ProvenanceOf(row));
            row.InOrder(member.EnactedOn, member.IssuingFrom, "enactedOn, issuingFrom");
            row.End();
            draft.Add(file, row, $"{name}/{member.State}", member.State, member.IssuingFrom is null ? $"{name}: member" : $"{name}: issuing", member.Provenance);
            if (member.Provenance.Confidence is not RuleConfidence.Unconfirmed) members.Add(member);
        }

        return members.ToImmutable();
    }
}
