namespace Telehealth.Server.Storage;

/// <summary>The server cannot start as things are; the message is a sentence for whoever operates it.</summary>
internal sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);
