using Prometheus;

namespace Telehealth.Server.Hosting;

/// <summary>The exporter hears our meters only from its first collection on: that is made here, or all that happens before the first scrape would be lost.</summary>
internal sealed class MetricsStart : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Metrics.DefaultRegistry.CollectAndExportAsTextAsync(Stream.Null, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
