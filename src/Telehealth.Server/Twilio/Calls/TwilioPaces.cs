using Microsoft.Extensions.Options;

namespace Telehealth.Server.Twilio.Calls;

/// <summary>
/// The account may read 80 times and write 20 times a second, all servers together. These rates are shared evenly by the servers; with what
/// may go together (a quarter of a second's, and one) up to five servers stay within the account's quota in any second. The rest waits its turn.
/// </summary>
internal sealed class TwilioPaces(IOptions<TwilioOptions> options, TimeProvider time)
{
    public const int ReadsPerSecond = 60, WritesPerSecond = 12;

    private readonly TwilioPace reads = new(time, (double)ReadsPerSecond / options.Value.Nodes);
    private readonly TwilioPace writes = new(time, (double)WritesPerSecond / options.Value.Nodes);

    // Another interface, with quotas of its own.
    private readonly TwilioPace messages = new(time, (double)WritesPerSecond / options.Value.Nodes);

    public TwilioPace Of(TwilioCallKind kind) => kind == TwilioCallKind.Read ? reads : kind == TwilioCallKind.SendMessage ? messages : writes;
}
