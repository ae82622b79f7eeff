using System.Net;
using System.Net.Sockets;

namespace Telehealth.Tests.Shared;

/// <summary>
/// TCP ports on loopback for processes that tests start, each handed out once. They lie below those that the system gives away by itself (Linux: from 32768), so that
/// nobody gets one by chance before its process binds it, or while that is started again.
/// </summary>
public static class Ports
{
    private const int First = 20_000, Count = 12_000;
    private static int _next = Random.Shared.Next(Count);

    public static int Free()
    {
        while (true)
        {
            var port = First + ((Interlocked.Increment(ref _next) & int.MaxValue) % Count);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse)
            {
                // Somebody else's: the next one.
            }
        }
    }
}
