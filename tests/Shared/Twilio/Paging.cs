using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Telehealth.Tests.Shared.Twilio;

/// <summary>Lists as the vendor cuts them: newest first, each page with the address of the next at the vendor's own host, which nobody may follow.</summary>
internal static class Paging
{
    private const int Usual = 50, Most = 1_000;

    /// <param name="most">Fewer on a page than asked for, which the vendor may do at any time.</param>
    public static IResult Page<T>(HttpContext http, string name, IEnumerable<T> all, Func<T, string> sid, Func<T, object> json, int most = Most)
    {
        var query = http.Request.Query;
        var size = Math.Min(most, query["PageSize"] is [{ } asked] ? int.Parse(asked, CultureInfo.InvariantCulture) : Usual);
        var rest = (query["PageToken"] is [{ Length: > 2 } after] ? all.SkipWhile(i => sid(i) != after[2..]).Skip(1) : all).ToList();
        var (page, number) = (rest.Take(size).ToList(), query["Page"] is [{ } at] ? int.Parse(at, CultureInfo.InvariantCulture) : 0);
        var address = $"https://video.twilio.com{http.Request.Path}?PageSize={size}";
        var next = rest.Count > size ? $"{address}&Page={number + 1}&PageToken=PT{sid(page[^1])}" : null;
        return Results.Json(new Dictionary<string, object>
        {
            [name] = page.Select(json),
            ["meta"] = new { page = number, page_size = size, first_page_url = $"{address}&Page=0", previous_page_url = (string?)null, url = $"{address}&Page={number}", next_page_url = next, key = name },
        });
    }

    /// <summary>Whether the filter of the query, where there is one, lets this value through.</summary>
    public static bool Fits(this HttpContext http, string filter, string value) => http.Request.Query[filter] is not [{ } wanted] || wanted == value;
}
