namespace Telehealth.Benchmarks.Cli;

/// <summary>Something is missing or wrong and the person at the keyboard can mend it: shown as one line, without a stack.</summary>
internal sealed class BenchFault(string message) : Exception(message);
