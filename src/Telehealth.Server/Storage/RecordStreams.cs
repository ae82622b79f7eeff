using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Storage;

internal static class RecordStreams
{
    /// <summary>Records that have a place in their stream. Only a statement that says so goes by the index of places, which holds no others; without it, it reads the whole log.</summary>
    public static IQueryable<RecordRow> InStreams(this IQueryable<RecordRow> records) => records.Where(r => r.Seq > 0);
}
