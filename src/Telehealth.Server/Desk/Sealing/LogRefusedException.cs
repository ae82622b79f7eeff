namespace Telehealth.Server.Desk.Sealing;

/// <summary>The log must not be signed as it is; the message says why and what to do, without personal data.</summary>
internal sealed class LogRefusedException(string message, Exception? cause = null) : Exception(message, cause);
