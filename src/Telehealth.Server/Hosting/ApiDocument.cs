using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Doors.Sessions;

namespace Telehealth.Server.Hosting;

/// <summary>The API document: what the code cannot say by its types alone.</summary>
internal static class ApiDocument
{
    private static readonly Dictionary<Type, string> Formats = new()
    {
        [typeof(Instant)] = "date-time", [typeof(LocalDate)] = "date", [typeof(VisitId)] = "uuid", [typeof(ParticipantId)] = "uuid", [typeof(PatientId)] = "uuid",
        [typeof(StaffId)] = "uuid", [typeof(AuthorityId)] = "uuid", [typeof(CommandId)] = "uuid", [typeof(ConcernId)] = "uuid",
    };

    public static void Configure(OpenApiOptions options)
    {
        options.AddSchemaTransformer((schema, context, _) =>
        {
            var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            if (Formats.TryGetValue(type, out var format)) (schema.Type, schema.Format) = (JsonSchemaType.String, format);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Telehealth", Version = "v1",
                Description = $"Visits by video of one clinic. Programs send `Authorization: Bearer`; pages send their cookie, named by `{SessionCredentials.SessionHeader}`, and `{SessionCredentials.CsrfHeader}` with whatever changes something. Problems carry a stable `code`.",
            };
            return Task.CompletedTask;
        });
    }
}
