namespace Telehealth.Domain.Records;

/// <summary>These bytes are not a record that this program wrote. The message says what is wrong, in plain words and without values.</summary>
public sealed class RecordFormatException(string message, Exception? inner = null) : FormatException(message, inner);
