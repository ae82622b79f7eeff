using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.Patients;

/// <summary>The clinic's patients across visits.</summary>
internal static class PatientsFeature
{
    public static IServiceCollection AddPatients(this IServiceCollection services) =>
        services.AddScoped<ReadPatients>().AddScoped<ChangePatient>().AddScoped<MergePatients>();

    public static void MapPatients(this IEndpointRouteBuilder routes)
    {
        var patients = routes.MapGroup("/api/patients").RequireAuthorization(Policies.Desk);
        patients.MapGet("", (string? query, string? cursor, int? limit, ReadPatients slice, HttpContext http, CancellationToken token) =>
            slice.ListAsync(http.User.ToCaller(), query, cursor, limit, token));
        patients.MapPost("", (PatientDetails body, ChangePatient slice, HttpContext http, CancellationToken token) => slice.AddAsync(http, body, token));
        patients.MapGet("/{id:guid}", (Guid id, ReadPatients slice, HttpContext http, CancellationToken token) => slice.GetAsync(http.User.ToCaller(), new PatientId(id), token));
        patients.MapPost("/{id:guid}/correct", (Guid id, PatientDetails body, ChangePatient slice, HttpContext http, CancellationToken token) =>
            slice.CorrectAsync(http.User.ToCaller(), new PatientId(id), body, token));
        patients.MapPost("/{id:guid}/merge", (Guid id, MergeRequest body, MergePatients slice, HttpContext http, CancellationToken token) =>
            slice.MergeAsync(http.User.ToCaller(), new PatientId(id), body.Into, token));
        patients.MapPost("/{id:guid}/unmerge", (Guid id, MergePatients slice, HttpContext http, CancellationToken token) =>
            slice.UnmergeAsync(http.User.ToCaller(), new PatientId(id), token));
    }
}
