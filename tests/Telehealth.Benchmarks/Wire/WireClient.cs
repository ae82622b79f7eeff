using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text.Json;
using Telehealth.Benchmarks.Cli;

namespace Telehealth.Benchmarks.Wire;

/// <summary>One connection. Calls are awaited in preparation and sent-and-forgotten under load, where the sink hears the answer.</summary>
internal abstract class WireClient(Uri address, string? bearer) : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly FrameBuffer _received = new();
    private readonly Lock _sending = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<byte[]>> _calls = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private Task _pump = Task.CompletedTask;
    private int _lastId;
    private volatile bool _closing;

    public IWireSink? Sink { get; set; }

    public bool Open => _ready.Task.IsCompletedSuccessfully && !_closing && !_pump.IsCompleted;

    /// <summary>Sent on a quiet line; null when the server pings.</summary>
    public virtual byte[]? KeepAlive => null;

    public async Task ConnectAsync(CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        await _socket.ConnectAsync(address.Host, address.Port, limit.Token);
        await Upgrade.ShakeAsync(_socket, address, bearer, _received, limit.Token);
        _pump = PumpAsync();
        Greet();
        await _ready.Task.WaitAsync(limit.Token);
    }

    /// <summary>Calls a method and gives its result object.</summary>
    public async Task<JsonElement> CallAsync(string method, string argument, CancellationToken cancel)
    {
        var id = NextId();
        var answered = _calls[id] = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        Send(id, method, argument);
        try { return ResultOf(await answered.Task.WaitAsync(Patience, cancel)); }
        catch (TimeoutException) { throw new BenchFault($"{method} was not answered within {Patience.TotalSeconds:0} s"); }
        finally { _calls.TryRemove(id, out _); }
    }

    public int NextId() => Interlocked.Increment(ref _lastId);

    public void Send(int id, string method, string argument) => SendFrame(FrameBuffer.Wrap(FrameKind.Text, Encode(id, method, argument)));

    public void SendFrame(byte[] frame)
    {
        try
        {
            lock (_sending) _socket.Send(frame);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            Break("sending failed");
        }
    }

    /// <summary>Goes without a word, as a phone in a tunnel does.</summary>
    public async ValueTask DisposeAsync()
    {
        _closing = true;
        _socket.Dispose();
        await _pump;
    }

    protected abstract byte[] Encode(int id, string method, string argument);

    protected abstract void Greet();

    /// <summary>Splits a WebSocket message into the server's messages and hands each to <see cref="Handle"/>.</summary>
    protected abstract void Read(ReadOnlySpan<byte> message);

    protected abstract JsonElement ResultOf(byte[] message);

    protected void Handle(in Heard heard, ReadOnlySpan<byte> message)
    {
        if (heard.Kind == HeardKind.Ready) _ready.TrySetResult();
        else if (heard.Kind == HeardKind.Closed) Break(heard.Refusal ?? "closed by the server");
        else if (heard.Kind == HeardKind.Answer && _calls.TryGetValue(heard.Id, out var call)) call.TrySetResult(message.ToArray());
        else if (heard.Kind is HeardKind.Answer or HeardKind.VisitChanged or HeardKind.Resync) Sink?.Hear(this, heard);
    }

    private async Task PumpAsync()
    {
        try
        {
            int count;
            while ((count = await _socket.ReceiveAsync(_received.Free)) > 0)
            {
                _received.Received(count);
                ReadAll();
            }

            Break("closed by the server");
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            Break(gone.Message);
        }
        catch (Exception fault)
        {
            Break($"{fault.GetType().Name}: {fault.Message}");
        }
    }

    private void ReadAll()
    {
        while (_received.TryTake(out var kind, out var message))
        {
            if (kind == FrameKind.Ping) SendFrame(FrameBuffer.Wrap(FrameKind.Pong, message));
            else if (kind == FrameKind.Close) Break("closed by the server");
            else if (kind < FrameKind.Close) Read(message);
        }
    }

    private void Break(string why)
    {
        if (_closing) return;
        _closing = true;
        var fault = new IOException(why);
        _ready.TrySetException(fault);
        foreach (var call in _calls.Values) call.TrySetException(fault);
        Sink?.Lost(this, why);
    }
}
