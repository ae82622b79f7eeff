using System.Text.Json;

namespace Telehealth.Benchmarks.Load;

/// <summary>Named numbers of one run, in the order in which they were measured.</summary>
internal sealed class Figures : Dictionary<string, double>
{
    public void Write(string file) => File.WriteAllText(file, JsonSerializer.Serialize(this, Format));

    public static Figures Read(string file) => JsonSerializer.Deserialize<Figures>(File.ReadAllText(file), Format)!;

    private static readonly JsonSerializerOptions Format = new()
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
        WriteIndented = true,
    };
}
