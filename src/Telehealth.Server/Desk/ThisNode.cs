namespace Telehealth.Server.Desk;

/// <summary>This process, from its start to its stop, as the log names it.</summary>
internal sealed class ThisNode
{
    public string Id { get; } = Guid.NewGuid().ToString("D");
}
