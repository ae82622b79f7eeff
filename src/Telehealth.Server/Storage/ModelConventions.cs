using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using Telehealth.Domain;

namespace Telehealth.Server.Storage;

/// <summary>One spelling per type on both engines: instants as microseconds, so that they order and index alike; ids as UUIDs; words as text.</summary>
internal static class ModelConventions
{
    public static void Configure(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<Instant>().HaveConversion<InstantConverter>();
        conventions.Properties<LocalDate>().HaveConversion<LocalDateConverter>();
        conventions.Properties<VisitId>().HaveConversion<VisitIdConverter>();
        conventions.Properties<PatientId>().HaveConversion<PatientIdConverter>();
        conventions.Properties<ParticipantId>().HaveConversion<ParticipantIdConverter>();
        conventions.Properties<StaffId>().HaveConversion<StaffIdConverter>();
        conventions.Properties<AuthorityId>().HaveConversion<AuthorityIdConverter>();
        conventions.Properties<Enum>().HaveConversion<string>();
    }

    public static void NameInSnakeCase(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            entity.SetTableName(SnakeCase(entity.GetTableName()!));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(SnakeCase(property.GetColumnName()));
            }
        }
    }

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_' && !char.IsUpper(name[i - 1]))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    private sealed class InstantConverter() : ValueConverter<Instant, long>(i => Micros.Of(i), v => Micros.At(v));

    private sealed class LocalDateConverter() : ValueConverter<LocalDate, DateOnly>(d => d.ToDateOnly(), d => LocalDate.FromDateOnly(d));

    private sealed class VisitIdConverter() : ValueConverter<VisitId, Guid>(id => id.Value, v => new VisitId(v));

    private sealed class PatientIdConverter() : ValueConverter<PatientId, Guid>(id => id.Value, v => new PatientId(v));

    private sealed class ParticipantIdConverter() : ValueConverter<ParticipantId, Guid>(id => id.Value, v => new ParticipantId(v));

    private sealed class StaffIdConverter() : ValueConverter<StaffId, Guid>(id => id.Value, v => new StaffId(v));

    private sealed class AuthorityIdConverter() : ValueConverter<AuthorityId, Guid>(id => id.Value, v => new AuthorityId(v));
}
