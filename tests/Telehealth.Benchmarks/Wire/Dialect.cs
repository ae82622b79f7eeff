using Telehealth.Benchmarks.Cli;

namespace Telehealth.Benchmarks.Wire;

/// <summary>How to reach a server: SignalR (ours and the floors) or socket.io (the peer).</summary>
internal sealed record Dialect(string Name, Uri Server)
{
    public const string SignalR = "signalr";
    public const string SocketIo = "socketio";

    public WireClient Client(string? bearer) => Name switch
    {
        SignalR => new SignalRClient(new Uri(Server, "/hubs/visits"), bearer),
        SocketIo => new SocketIoClient(new Uri(Server, "/socket.io/?EIO=4&transport=websocket")),
        _ => throw new BenchFault($"--dialect knows {SignalR}, {SocketIo}; not '{Name}'"),
    };
}
