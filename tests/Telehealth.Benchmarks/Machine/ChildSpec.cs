namespace Telehealth.Benchmarks.Machine;

/// <summary>A process to start.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="AsPostgres">PostgreSQL refuses to run as root: start it as the user postgres when we are root.</param>
/// <param name="StopSignal">What asks it to end in order; PostgreSQL waits for its clients on SIGTERM, but not on SIGINT.</param>
/// <param name="Echo">Show its standard error here (the generator's progress).</param>
internal sealed record ChildSpec(
    string Name,
    string File,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string>? Environment = null,
    string? Directory = null,
    bool AsPostgres = false,
    int StopSignal = Libc.Terminate,
    bool Echo = false);
