namespace Telehealth.Server.Storage;

/// <summary>The database is gone, locked or full: nothing was changed, or it is not known yet and the same command id will tell.</summary>
internal class StorageUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
