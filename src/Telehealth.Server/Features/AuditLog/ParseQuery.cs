using Telehealth.Domain.LogSearch;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.AuditLog;

/// <summary>Goes in the body, because it may hold a name of staff.</summary>
internal sealed record QueryText(string Text, int? Caret = null);

/// <param name="Label">In words, where the text is an id of staff; absent otherwise.</param>
internal sealed record QueryValueView(string Text, string? Label);

internal sealed record QueryTermView(LogKey Key, bool Not, IReadOnlyList<QueryValueView> Values, int Start, int Length);

internal sealed record QueryErrorView(int Start, int Length, string Text);

/// <param name="Canonical">The same search in one spelling, with ids in place of names: this is what is sent; null while there are errors.</param>
internal sealed record ParsedQuery(string? Canonical, IReadOnlyList<QueryTermView> Terms, IReadOnlyList<QueryErrorView> Errors);

/// <summary>What a search that is being written means, or where it is wrong. Reads nothing of the log.</summary>
internal sealed class ParseQuery(LogQueries queries, StaffNames names)
{
    public async Task<Answer<ParsedQuery>> HandleAsync(QueryText request, CancellationToken cancellation)
    {
        if (request.Text is null) return Problems.Invalid(("text", "a search"));
        var reading = await queries.ReadAsync(request.Text, cancellation);
        if (reading.Query is not { } query) return new ParsedQuery(null, [], [.. reading.Errors.Select(e => new QueryErrorView(e.Start, e.Length, e.Text))]);
        return new ParsedQuery(query.ToString(), await TermsOf(query, names, cancellation), []);
    }

    internal static async Task<IReadOnlyList<QueryTermView>> TermsOf(LogQuery query, StaffNames names, CancellationToken cancellation)
    {
        var nameOf = await names.OfAsync(query.Terms.Where(t => t.Key is LogKey.Actor or LogKey.Staff).SelectMany(t => t.Values).Select(v => v.Id), cancellation);
        return [.. query.Terms.Select(t => new QueryTermView(
            t.Key, t.Not, [.. t.Values.Select(v => new QueryValueView(v.Text, v.Id is { } id && t.Key is LogKey.Actor or LogKey.Staff ? NameOf(v) : null))], t.Start, t.Length))];

        string? NameOf(LogValue value) => value.Id is { } id ? nameOf(id) : null;
    }
}
