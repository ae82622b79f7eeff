namespace Telehealth.Benchmarks.Wire;

/// <summary>Hears what a client was not itself waiting for. Called on the receiving thread: be short.</summary>
internal interface IWireSink
{
    void Hear(WireClient client, in Heard heard);

    void Lost(WireClient client, string why);
}
