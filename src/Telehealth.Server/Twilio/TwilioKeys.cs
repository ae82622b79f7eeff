using Microsoft.Extensions.Options;

namespace Telehealth.Server.Twilio;

internal sealed record TwilioKey(string Sid, string Secret);

/// <summary>The one or two API keys while keys are exchanged. The one that Twilio last accepted signs tokens and goes first.</summary>
internal sealed class TwilioKeys
{
    private readonly TwilioKey[] _keys;
    private volatile int _accepted;

    public TwilioKeys(IOptions<TwilioOptions> options)
    {
        var first = new TwilioKey(options.Value.ApiKeySid, options.Value.ApiKeySecret);
        _keys = options.Value.SecondApiKeySid.Length == 0 ? [first] : [first, new(options.Value.SecondApiKeySid, options.Value.SecondApiKeySecret)];
    }

    /// <summary>As the settings have them: first and second.</summary>
    public IReadOnlyList<TwilioKey> All => _keys;

    public TwilioKey Current => _keys[_accepted];

    /// <summary>The other key, null where there is one only.</summary>
    public TwilioKey? Other(TwilioKey than) => _keys.FirstOrDefault(k => k != than);

    public void Accepted(TwilioKey key) => _accepted = Array.IndexOf(_keys, key);
}
