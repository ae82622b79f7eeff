using System.Text.Json;

namespace Telehealth.Benchmarks.Wire;

/// <summary>Finds <c>version</c> and <c>refusal.code</c> in a body and skips everything else unread: the generator must stay cheap.</summary>
internal ref struct BodyReader
{
    public long Version;
    public string? Refusal;

    /// <summary>The reader stands on a property name inside the body.</summary>
    public void Take(ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("version"u8))
        {
            json.Read();
            if (json.TokenType == JsonTokenType.Number) Version = json.GetInt64();
        }
        else if (json.ValueTextEquals("refusal"u8))
        {
            json.Read();
            TakeRefusal(ref json);
        }
        else
        {
            json.Skip();
        }
    }

    private void TakeRefusal(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject) return;
        var inside = json.CurrentDepth;
        Refusal = "refused";
        while (json.Read() && json.CurrentDepth > inside)
        {
            if (json.TokenType != JsonTokenType.PropertyName) continue;
            if (json.ValueTextEquals("code"u8)) { json.Read(); Refusal = json.GetString(); }
            else json.Skip();
        }
    }
}
