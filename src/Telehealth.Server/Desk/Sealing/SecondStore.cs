using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk.Sealing;

/// <summary><c>Audit:SecondStore</c>: heads as objects that are written once and never again, in a folder or behind an address that takes PUT.</summary>
internal sealed class SecondStore(IOptions<AuditOptions> options, IHttpClientFactory clients)
{
    public const string Client = "audit-second-store";

    public bool IsOn => options.Value.SecondStore.Length > 0;

    /// <summary>The newest head of that origin in the folder; an address that only takes PUT cannot be asked.</summary>
    public async Task<string?> ReadAsync(string origin, CancellationToken cancellation)
    {
        if (!IsOn || AuditOptionsCheck.IsWeb(options.Value.SecondStore) || !Directory.Exists(options.Value.SecondStore)) return null;
        var newest = Directory.EnumerateFiles(options.Value.SecondStore, $"{Slug(origin)}-*.checkpoint").Order(StringComparer.Ordinal).LastOrDefault();
        return newest is null ? null : await File.ReadAllTextAsync(newest, cancellation);
    }

    /// <exception cref="IOException">It was not stored.</exception>
    public async Task WriteAsync(CheckpointRow head, CancellationToken cancellation)
    {
        var name = $"{Slug(head.Origin)}-{head.Size.ToString("D19", CultureInfo.InvariantCulture)}.checkpoint";
        if (AuditOptionsCheck.IsWeb(options.Value.SecondStore)) await PutAsync(name, head.Note, cancellation);
        else await SaveAsync(name, head.Note, cancellation);
    }

    private async Task SaveAsync(string name, string note, CancellationToken cancellation)
    {
        Directory.CreateDirectory(options.Value.SecondStore);
        var file = Path.Combine(options.Value.SecondStore, name);
        if (File.Exists(file)) return;
        await WholeFile.WriteAsync(file, Encoding.UTF8.GetBytes(note), cancellation);
    }

    private async Task PutAsync(string name, string note, CancellationToken cancellation)
    {
        using var client = clients.CreateClient(Client);
        using var content = new StringContent(note, Encoding.UTF8, new MediaTypeHeaderValue("text/plain", "utf-8"));
        try
        {
            using var answer = await client.PutAsync(new Uri($"{options.Value.SecondStore.TrimEnd('/')}/{name}"), content, cancellation);
            if (!answer.IsSuccessStatusCode) throw new IOException($"The second store answered {(int)answer.StatusCode}.");
        }
        catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new IOException("The second store does not answer.", gone);
        }
    }

    private static string Slug(string origin) => string.Concat(origin.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_'));
}
