using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Npgsql;
using Telehealth.Benchmarks.Cli;
using Telehealth.Benchmarks.Compare;
using Telehealth.Benchmarks.Faults;
using Telehealth.Benchmarks.Floor;
using Telehealth.Benchmarks.Load;
using Telehealth.Benchmarks.Log;
using Telehealth.Benchmarks.Map;
using Telehealth.Benchmarks.Micro;
using Telehealth.Benchmarks.NodePeer;
using Telehealth.Benchmarks.Search;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

var rest = args.Length > 1 ? args[1..] : [];
if (args.Length == 0 || args.Contains("--help") && args[0] != "micro" || args[0] is "help" or "-h")
{
    Console.Write(Help.Text);
    return 0;
}

try
{
    return args[0] switch
    {
        "micro" => MicroCommand.Run(rest),
        "map" => MapCommand.Run(rest),
        "map-load" => await MapLoadCommand.RunAsync(rest, stop.Token),
        "load" => await LoadCommand.RunAsync(rest, stop.Token),
        "floor" => await FloorCommand.RunAsync(rest, stop.Token),
        "peer" => await PeerCommand.RunAsync(rest, stop.Token),
        "compare" => await CompareCommand.RunAsync(rest, stop.Token),
        "search" => await SearchCommand.RunAsync(rest, stop.Token),
        "log" => await LogCommand.RunAsync(rest, stop.Token),
        "faults" => await FaultsCommand.RunAsync(rest, stop.Token),
        _ => throw new BenchFault($"unknown command '{args[0]}' (see --help)"),
    };
}
catch (BenchFault fault)
{
    Console.Error.WriteLine($"error: {fault.Message}");
    return 1;
}
catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException or NpgsqlException or AggregateException)
{
    Console.Error.WriteLine($"error: {fault.GetBaseException().Message}");
    return 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine("stopped");
    return 130;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested; // the second one ends us at once
    stop.Cancel();
}
