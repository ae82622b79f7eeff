using Npgsql;
using Telehealth.Domain;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.AuditLog;

internal static class SearchFaults
{
    /// <summary>The database gave the search up at its time limit.</summary>
    public static bool IsTooSlow(Exception e) => e is PostgresException { SqlState: PostgresErrorCodes.QueryCanceled };

    public static Problem TooSlow { get; } = Problem.Of(RefusalCode.TooLarge, "This search looks at too much to be answered at once. Narrow it, or save it: a saved search runs by itself.");
}
