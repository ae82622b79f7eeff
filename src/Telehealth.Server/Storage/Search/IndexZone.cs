using NodaTime;

namespace Telehealth.Server.Storage.Search;

/// <summary>The zone in which the index counts days: the clinic's.</summary>
internal sealed record IndexZone(DateTimeZone Zone);
