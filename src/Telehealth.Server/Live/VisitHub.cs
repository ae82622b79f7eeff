using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Features.CheckIn;
using Telehealth.Server.Features.VideoRooms;
using Telehealth.Server.Features.Visits;
using Telehealth.Server.Features.WaitingRoom;
using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Live;

/// <summary>The hub's doors: who calls, which slice, its answer.</summary>
[Authorize]
internal sealed class VisitHub(Slices slices, LiveConnections connections, Attendance attendance) : Hub<IVisitClient>, IVisitHub
{
    public override Task OnConnectedAsync()
    {
        var connection = slices.Connection(Context, Context.User!.ToCaller());
        connection.Attach();
        connections.Add(connection);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        attendance.Leave(LiveConnection.Of(Context));
        return Task.CompletedTask;
    }

    public Task<JoinVisitAnswer> JoinVisit(JoinVisitRequest request) => Do<JoinVisitRequest, JoinVisitAnswer>(request);

    public Task<CheckInResult> CheckIn(CheckInRequest request) => Do<CheckInRequest, CheckInResult>(request);

    public Task<CheckInResult> UpdateLocation(UpdateLocationRequest request) => Do<UpdateLocationRequest, CheckInResult>(request);

    public Task<CheckInResult> ReaffirmLocation(ReaffirmLocationRequest request) => Do<ReaffirmLocationRequest, CheckInResult>(request);

    public Task<VersionAnswer> ConfirmIdentity(ConfirmIdentityRequest request) => Do<ConfirmIdentityRequest, VersionAnswer>(request);

    public Task<VerdictAnswer> ConfirmLocation(ConfirmLocationRequest request) => Do<ConfirmLocationRequest, VerdictAnswer>(request);

    public Task<VerdictAnswer> ChooseExemption(ChooseExemptionRequest request) => Do<ChooseExemptionRequest, VerdictAnswer>(request);

    public Task<VersionAnswer> ReportWrongPerson(ReportWrongPersonRequest request) => Do<ReportWrongPersonRequest, VersionAnswer>(request);

    public Task<VersionAnswer> RecordMinorBasis(RecordMinorBasisRequest request) => Do<RecordMinorBasisRequest, VersionAnswer>(request);

    public Task<VersionAnswer> ConsentAsGuardian(ConsentAsGuardianRequest request) => Do<ConsentAsGuardianRequest, VersionAnswer>(request);

    public Task<VersionAnswer> VerifyGuardian(VerifyGuardianRequest request) => Do<VerifyGuardianRequest, VersionAnswer>(request);

    public Task<VersionAnswer> WithdrawConsent(WithdrawConsentRequest request) => Do<WithdrawConsentRequest, VersionAnswer>(request);

    public Task<VersionAnswer> LeaveWaitingRoom(LeaveWaitingRoomRequest request) => Do<LeaveWaitingRoomRequest, VersionAnswer>(request);

    public Task<VersionAnswer> RequestCallback(RequestCallbackRequest request) => Do<RequestCallbackRequest, VersionAnswer>(request);

    public Task<WatchBoardAnswer> WatchBoard(WatchBoardRequest request) => Do<WatchBoardRequest, WatchBoardAnswer>(request);

    public Task<PlainAnswer> UnwatchBoard(UnwatchBoardRequest request) => Do<UnwatchBoardRequest, PlainAnswer>(request);

    public Task<AdmitAnswer> AdmitPatient(AdmitPatientRequest request) => Do<AdmitPatientRequest, AdmitAnswer>(request);

    public Task<VersionAnswer> ReleasePatient(ReleasePatientRequest request) => Do<ReleasePatientRequest, VersionAnswer>(request);

    public Task<VersionAnswer> AdmitParticipant(AdmitParticipantRequest request) => Do<AdmitParticipantRequest, VersionAnswer>(request);

    public Task<VersionAnswer> HoldParticipant(HoldParticipantRequest request) => Do<HoldParticipantRequest, VersionAnswer>(request);

    public Task<VersionAnswer> RemoveParticipant(RemoveParticipantRequest request) => Do<RemoveParticipantRequest, VersionAnswer>(request);

    public Task<VersionAnswer> LeaveVisit(LeaveVisitRequest request) => Do<LeaveVisitRequest, VersionAnswer>(request);

    public Task<VersionAnswer> HoldVisit(HoldVisitRequest request) => Do<HoldVisitRequest, VersionAnswer>(request);

    public Task<VersionAnswer> ResumeVisit(ResumeVisitRequest request) => Do<ResumeVisitRequest, VersionAnswer>(request);

    public Task<VersionAnswer> TransferVisit(TransferVisitRequest request) => Do<TransferVisitRequest, VersionAnswer>(request);

    public Task<VersionAnswer> AcceptTransfer(AcceptTransferRequest request) => Do<AcceptTransferRequest, VersionAnswer>(request);

    public Task<VersionAnswer> DeclineTransfer(DeclineTransferRequest request) => Do<DeclineTransferRequest, VersionAnswer>(request);

    public Task<VersionAnswer> TakeOver(TakeOverRequest request) => Do<TakeOverRequest, VersionAnswer>(request);

    public Task<VersionAnswer> EndVisit(EndVisitRequest request) => Do<EndVisitRequest, VersionAnswer>(request);

    public Task<VersionAnswer> RefuseVisit(RefuseVisitRequest request) => Do<RefuseVisitRequest, VersionAnswer>(request);

    public Task<VersionAnswer> MarkNoShow(MarkNoShowRequest request) => Do<MarkNoShowRequest, VersionAnswer>(request);

    public Task<VersionAnswer> ChangeModality(ChangeModalityRequest request) => Do<ChangeModalityRequest, VersionAnswer>(request);

    public Task<ReplaceRoomAnswer> ReplaceRoom(ReplaceRoomRequest request) => Do<ReplaceRoomRequest, ReplaceRoomAnswer>(request);

    public Task<RoomGrant> GetRoomGrant(GetRoomGrantRequest request) => Do<GetRoomGrantRequest, RoomGrant>(request);

    public Task<SendMessageAnswer> SendMessage(SendMessageRequest request) => Do<SendMessageRequest, SendMessageAnswer>(request);

    public Task<GetMessagesAnswer> GetMessages(GetMessagesRequest request) => Do<GetMessagesRequest, GetMessagesAnswer>(request);

    public Task<PlainAnswer> RelaySignal(RelaySignalRequest request) => Do<RelaySignalRequest, PlainAnswer>(request);

    public Task<PlainAnswer> ReportMedia(ReportMediaRequest request) => Do<ReportMediaRequest, PlainAnswer>(request);

    public Task<PlainAnswer> ReportRefusalShown(ReportRefusalShownRequest request) => Do<ReportRefusalShownRequest, PlainAnswer>(request);

    public Task<VersionAnswer> RaiseSafetyConcern(RaiseSafetyConcernRequest request) => Do<RaiseSafetyConcernRequest, VersionAnswer>(request);

    public Task<VersionAnswer> AcknowledgeSafetyConcern(AcknowledgeSafetyConcernRequest request) => Do<AcknowledgeSafetyConcernRequest, VersionAnswer>(request);

    public Task<VersionAnswer> ResolveSafetyConcern(ResolveSafetyConcernRequest request) => Do<ResolveSafetyConcernRequest, VersionAnswer>(request);

    public Task<PlainAnswer> YieldSeat(YieldSeatRequest request) => Do<YieldSeatRequest, PlainAnswer>(request);

    public Task<WatchOperationsAnswer> WatchOperations(WatchOperationsRequest request) => Do<WatchOperationsRequest, WatchOperationsAnswer>(request);

    private Task<TAnswer> Do<TRequest, TAnswer>(TRequest request) =>
        slices.Of<TRequest, TAnswer>().HandleAsync(LiveConnection.Of(Context).Visitor, request, Context.ConnectionAborted);
}
