namespace Telehealth.Browser.Tests.Support;

/// <summary>Closes a test's windows after it: a call that goes on, or a page that listens, would cost every test that follows.</summary>
/// <param name="close">How.</param>
public abstract class WindowsOfOneTest(Func<Task> close) : IAsyncLifetime
{
    public virtual Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => close();
}
