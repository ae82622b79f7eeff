namespace Telehealth.Server.Hosting;

/// <summary><c>telehealth health</c>: asks a running server whether it lives, for container files, which have no other client at hand.</summary>
internal static class HealthCommand
{
    private const string Usage =
        """
        usage: telehealth health [--url http://127.0.0.1:8080]

        Asks the running server for /health/live. Without --url the first address of ASPNETCORE_URLS is asked on this machine,
        else http://127.0.0.1:8080.
        Exit code: 0 it answered 200 within 3 seconds, 1 it did not.
        """;

    private static readonly Uri Usual = new("http://127.0.0.1:8080");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static bool IsMeant(string[] args) => args is ["health", ..];

    public static async Task<int> RunAsync(string[] args, IConfiguration settings)
    {
        if (args.Any(a => a is "--help" or "-h"))
        {
            Console.Out.WriteLine(Usage);
            return 0;
        }

        var told = new ConfigurationBuilder().AddCommandLine(args[1..]).Build()["url"];
        if (AddressOf(told, settings["ASPNETCORE_URLS"]) is not { } address)
        {
            Console.Error.WriteLine("--url is not an address.");
            return 1;
        }

        return await LivesAsync(new Uri(address, "/health/live"), HostOf(settings["AllowedHosts"])) ? 0 : 1;
    }

    /// <summary>Null when it was told something that is none. A server that listens on every address (+, *, 0.0.0.0) is asked on this machine.</summary>
    internal static Uri? AddressOf(string? told, string? urls)
    {
        if (told is not null) return Uri.TryCreate(told, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;
        if (urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() is not { } first) return Usual;
        var binding = BindingAddress.Parse(first);
        var host = binding.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "127.0.0.1" : binding.Host;
        return new UriBuilder(binding.Scheme, host, binding.Port).Uri;
    }

    /// <summary>A server that answers to some names only does not know itself by its address.</summary>
    private static string? HostOf(string? allowed) =>
        allowed?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() is { } name && name != "*"
            ? name.Replace("*.", "health.", StringComparison.Ordinal)
            : null;

    private static async Task<bool> LivesAsync(Uri address, string? host)
    {
        using var http = new HttpClient { Timeout = Patience };
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Host = host;
        try
        {
            using var answer = await http.SendAsync(request);
            return answer.StatusCode is System.Net.HttpStatusCode.OK;
        }
        catch (Exception silence) when (silence is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
