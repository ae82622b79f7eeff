using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.Patients;

/// <summary>The clinic's patients across visits.</summary>
internal static class PatientsFeature
{
    public static IServiceCollection AddPatients(this IServiceCollection services) =>
        services.AddSingleton<IOutboxHandler, EraseVisitDetails>().AddScoped<ReadPatients>().AddScoped<ChangePatient>().AddScoped<MergePatients>()
            .AddScoped<AskErasure>().AddScoped<ConfirmErasure>().AddScoped<LegalHolds>().AddScoped<Disclosures>().AddScoped<ListDisclosures>();

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
        MapLog(routes.MapGroup("/api/patients/{id:guid}").RequireAuthorization(Policies.Admin));
    }

    /// <summary>What an Admin alone does about what is known of a patient.</summary>
    private static void MapLog(RouteGroupBuilder patient)
    {
        patient.MapGet("/erasure", (Guid id, AskErasure slice, HttpContext http, CancellationToken token) => slice.GetAsync(http.User.ToCaller(), new PatientId(id), token));
        patient.MapPost("/erasure", (Guid id, ErasureRequest body, AskErasure slice, HttpContext http, CancellationToken token) =>
            slice.RequestAsync(http.User.ToCaller(), new PatientId(id), body, token));
        patient.MapPost("/erasure/withdraw", (Guid id, AskErasure slice, HttpContext http, CancellationToken token) => slice.WithdrawAsync(http.User.ToCaller(), new PatientId(id), token));
        patient.MapPost("/erasure/confirm", (Guid id, ConfirmErasure slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), new PatientId(id), token));
        patient.MapGet("/holds", (Guid id, LegalHolds slice, HttpContext http, CancellationToken token) => slice.ListAsync(http.User.ToCaller(), new PatientId(id), token));
        patient.MapPost("/holds", (Guid id, PlaceHoldRequest body, LegalHolds slice, HttpContext http, CancellationToken token) =>
            slice.PlaceAsync(http.User.ToCaller(), new PatientId(id), body, token));
        patient.MapPost("/holds/{hold:guid}/lift", (Guid id, Guid hold, LiftHoldRequest body, LegalHolds slice, HttpContext http, CancellationToken token) =>
            slice.LiftAsync(http.User.ToCaller(), new PatientId(id), hold, body, token));
        patient.MapGet("/disclosures", (Guid id, bool? withSuspended, ListDisclosures slice, HttpContext http, CancellationToken token) =>
            slice.HandleAsync(http.User.ToCaller(), new PatientId(id), withSuspended ?? false, token));
        patient.MapPost("/disclosures", (Guid id, DiscloseRequest body, Disclosures slice, HttpContext http, CancellationToken token) =>
            slice.RecordAsync(http.User.ToCaller(), new PatientId(id), body, token));
    }
}
