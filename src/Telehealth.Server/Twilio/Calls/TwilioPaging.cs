using Microsoft.AspNetCore.WebUtilities;

namespace Telehealth.Server.Twilio.Calls;

/// <summary>Reads lists to their end. An answer's address of the next page is never followed, only its place in the list is taken from it.</summary>
internal static class TwilioPaging
{
    private const int PageSize = 100, MostPages = 200;

    public static Task<List<TwilioRoom>> AllRoomsAsync(this ITwilioVideo video, string? status, CancellationToken cancellation) => AllAsync(async next =>
    {
        var page = await video.ListRoomsAsync(status, PageSize, next.Page, next.Token, cancellation);
        return (page.Rooms, page.Meta);
    });

    public static Task<List<TwilioParticipant>> AllParticipantsAsync(this ITwilioVideo video, string room, string? status, CancellationToken cancellation) => AllAsync(async next =>
    {
        var page = await video.ListParticipantsAsync(room, status, PageSize, next.Page, next.Token, cancellation);
        return (page.Participants, page.Meta);
    });

    private static async Task<List<T>> AllAsync<T>(Func<Place, Task<(IReadOnlyList<T>? Items, TwilioPage? Meta)>> read)
    {
        var all = new List<T>();
        var seen = new HashSet<Place>();
        var place = new Place(null, null);
        while (seen.Add(place) && seen.Count <= MostPages)
        {
            var (items, meta) = await read(place);
            all.AddRange(items ?? []);
            if (After(meta?.NextPageUrl) is not { } next) return all;
            place = next;
        }

        // A list that goes round in circles cannot be trusted to be whole.
        throw new TwilioException(TwilioErrorKind.Transient, null, null);
    }

    private static Place? After(string? address)
    {
        if (string.IsNullOrEmpty(address) || address.IndexOf('?', StringComparison.Ordinal) is var at && at < 0) return null;
        var query = QueryHelpers.ParseQuery(address[at..]);
        return query.TryGetValue("PageToken", out var token) ? new(query.TryGetValue("Page", out var page) ? page.ToString() : null, token.ToString()) : null;
    }

    private sealed record Place(string? Page, string? Token);
}
