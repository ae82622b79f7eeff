using Microsoft.Extensions.Options;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Features.VideoRooms;

/// <summary>The providers at hand: one for new rooms, and each for the rooms that it made.</summary>
internal sealed class VideoProviders(IEnumerable<IVideoProvider> providers, IOptions<VideoOptions> options, TimeProvider time)
{
    private readonly Dictionary<string, IVideoProvider> byName = providers.ToDictionary(p => p.Name, StringComparer.Ordinal);

    public string Current => options.Value.Provider;

    /// <exception cref="VideoUnavailableException">No such provider is set up (any more).</exception>
    public IVideoProvider Of(string name) => byName.TryGetValue(name, out var provider) ? provider : throw new VideoUnavailableException("No such video provider is set up.");

    /// <summary>Where a clinician may turn to from a room of this provider; null when there is nothing to turn to.</summary>
    public string? FallbackFrom(string? provider) => options.Value.Fallback is { } other && other != provider ? other : null;

    /// <summary>Creates the room, or finds the one that a first try created, within the time for which a clinician is let wait.</summary>
    /// <exception cref="VideoUnavailableException">It cannot be had now.</exception>
    public Task<string?> MakeAsync(string provider, string name, CancellationToken cancellation) =>
        WithinBudgetAsync(token => Of(provider).CreateOrFetchRoomAsync(name, token), cancellation);

    /// <summary>Asks the room's provider whether it still runs, within the same time.</summary>
    /// <exception cref="VideoUnavailableException">Nobody knows now.</exception>
    public Task<bool> IsRunningAsync(VisitRoom room, CancellationToken cancellation) =>
        WithinBudgetAsync(token => Of(room.VideoProvider).IsRunningAsync(room, token), cancellation);

    private async Task<T> WithinBudgetAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        using var budget = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.AnswerSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellation);
        try
        {
            return await ask(either.Token);
        }
        catch (OperationCanceledException late) when (budget.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new VideoUnavailableException("The video provider did not answer in time.", late);
        }
    }
}
