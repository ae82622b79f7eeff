using Telehealth.Server.Live;

namespace Telehealth.Server.Tests.Live;

public sealed class OutletTests
{
    [Fact]
    public async Task A_socket_that_does_not_drain_holds_back_its_own_outlet_and_is_told_once_to_read_anew()
    {
        var (stuck, told, resyncs, sends) = (new TaskCompletionSource(), new TaskCompletionSource(), 0, 0);
        var outlet = new Outlet();
        for (var i = 0; i < 1_000; i++)
        {
            outlet.Send(
                () =>
                {
                    sends++;
                    return stuck.Task;
                },
                () =>
                {
                    resyncs++;
                    told.TrySetResult();
                    return Task.CompletedTask;
                });
        }

        Assert.InRange(sends, 1, 100);
        Assert.Equal(0, resyncs);
        stuck.SetResult();
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30));

        outlet.Send(() => Task.FromException(new IOException()), () => Task.CompletedTask);
        outlet.Send(
            () =>
            {
                sends = -1;
                return Task.CompletedTask;
            },
            () => Task.CompletedTask);
        Assert.Equal(-1, sends);
        Assert.Equal(1, resyncs);
    }
}
